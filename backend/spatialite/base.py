"""SpatiaLite as newer SQLite needs it."""

from django.contrib.gis.db.backends.spatialite import base

from backend.spatialite.schema import SchemaEditor


class DatabaseWrapper(base.DatabaseWrapper):
    """Makes only the metadata tables GeoDjango uses.

    The stock engine asks for the full set, whose style tables newer SQLite refuses: migrate dies
    with "no such column: rowid" (Django ticket 32935).
    """

    SchemaEditorClass = SchemaEditor

    def prepare_database(self) -> None:
        """Create the spatial metadata before the stock engine looks for it."""
        with self.cursor() as cursor:
            if not cursor.execute("PRAGMA table_info(geometry_columns)").fetchall():
                cursor.execute("SELECT InitSpatialMetaData(1)")
