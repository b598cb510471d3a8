"""How SpatiaLite's tables are changed while triggers stand on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.gis.db.backends.spatialite import schema

OURS = ("audit_log_", "change_log_", "settled_text_")
"""What the names of our own triggers and views begin with."""

_THERE = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"


class SchemaEditor(schema.SpatialiteSchemaEditor):
    """Rebuilds tables without losing our triggers, or stumbling over them.

    SQLite changes a column by building the table anew: the triggers of the old one go with it
    without a word, and those of other tables that read it refuse the renaming ("no such table").
    It refuses as well to drop what a trigger reads: then they go, and post_migrate puts in those
    that fit the new tables.
    """

    def _remake_table(self, *args: Any, **kwargs: Any) -> None:
        with self._put_aside():
            super()._remake_table(*args, **kwargs)  # type: ignore[misc]

    def remove_field(self, model: Any, field: Any) -> None:
        """Drop a column, and with it our triggers if any knows the table."""
        self._drop_those_of(model)
        super().remove_field(model, field)

    def delete_model(self, model: Any, handle_autom2m: bool = True, **kwargs: Any) -> None:
        """Drop a table, and with it our triggers if any knows it."""
        self._drop_those_of(model)
        super().delete_model(model, handle_autom2m=handle_autom2m, **kwargs)

    @contextmanager
    def _put_aside(self) -> Iterator[None]:
        """Take our triggers and views away, and put them back as they were."""
        kept = self._ours()
        self._drop(kept)
        yield
        with self.connection.cursor() as cursor:
            for _, _, sql in sorted(kept, reverse=True):  # views before triggers
                cursor.execute(sql)

    def _drop_those_of(self, model: Any) -> None:
        ours = self._ours()
        if any(model._meta.db_table in sql for _, _, sql in ours):
            self._drop(ours)

    def _ours(self) -> list[tuple[str, str, str]]:
        with self.connection.cursor() as cursor:
            return [row for row in cursor.execute(_THERE) if row[1].startswith(OURS)]

    def _drop(self, ours: list[tuple[str, str, str]]) -> None:
        with self.connection.cursor() as cursor:
            for kind, name, _ in sorted(ours):
                cursor.execute(f"DROP {kind} IF EXISTS {self.connection.ops.quote_name(name)}")
