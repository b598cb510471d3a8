"""How SpatiaLite's tables are changed while triggers stand on them."""

from typing import Any

from django.contrib.gis.db.backends.spatialite import schema

_KEPT = (
    "SELECT type, name, sql FROM sqlite_master"
    " WHERE substr(name, 1, 11) = 'change_log_' AND type IN ('trigger', 'view')"
)


class SchemaEditor(schema.SpatialiteSchemaEditor):
    """Rebuilds tables without losing the triggers of the change log, or stumbling over them.

    SQLite changes a column by building the table anew: the triggers of the old one go with it
    without a word, and those of other tables that read it refuse the renaming ("no such table").
    """

    def _remake_table(self, *args: Any, **kwargs: Any) -> None:
        """Put the triggers aside, rebuild, and put them back as they were."""
        quote = self.connection.ops.quote_name
        with self.connection.cursor() as cursor:
            kept = sorted(cursor.execute(_KEPT).fetchall(), reverse=True)
            for kind, name, _ in reversed(kept):
                cursor.execute(f"DROP {kind} IF EXISTS {quote(name)}")
            super()._remake_table(*args, **kwargs)
            for _, _, sql in kept:
                cursor.execute(sql)
