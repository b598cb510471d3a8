"""How SpatiaLite's tables are changed while triggers stand on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.gis.db.backends.spatialite import schema

_LOG = (
    "SELECT type, name, sql FROM sqlite_master"
    " WHERE substr(name, 1, 11) = 'change_log_' AND type IN ('trigger', 'view')"
)


class SchemaEditor(schema.SpatialiteSchemaEditor):
    """Rebuilds tables without losing the triggers of the change log, or stumbling over them.

    SQLite changes a column by building the table anew: the triggers of the old one go with it
    without a word, and those of other tables that read it refuse the renaming ("no such table").
    It refuses as well to drop what a trigger reads: then the log goes, and post_migrate puts in
    the one that fits the new tables.
    """

    def _remake_table(self, *args: Any, **kwargs: Any) -> None:
        with self._log_put_aside():
            super()._remake_table(*args, **kwargs)  # type: ignore[misc]

    def remove_field(self, model: Any, field: Any) -> None:
        """Drop a column, and with it the change log if that knows the table."""
        self._drop_log_of(model)
        super().remove_field(model, field)

    def delete_model(self, model: Any, handle_autom2m: bool = True, **kwargs: Any) -> None:
        """Drop a table, and with it the change log if that knows it."""
        self._drop_log_of(model)
        super().delete_model(model, handle_autom2m=handle_autom2m, **kwargs)

    @contextmanager
    def _log_put_aside(self) -> Iterator[None]:
        """Take the log's triggers and views away, and put them back as they were."""
        kept = self._log()
        self._drop(kept)
        yield
        with self.connection.cursor() as cursor:
            for _, _, sql in sorted(kept, reverse=True):  # views before triggers
                cursor.execute(sql)

    def _drop_log_of(self, model: Any) -> None:
        log = self._log()
        if any(model._meta.db_table in sql for _, _, sql in log):
            self._drop(log)

    def _log(self) -> list[tuple[str, str, str]]:
        with self.connection.cursor() as cursor:
            return list(cursor.execute(_LOG).fetchall())

    def _drop(self, log: list[tuple[str, str, str]]) -> None:
        with self.connection.cursor() as cursor:
            for kind, name, _ in sorted(log):
                cursor.execute(f"DROP {kind} IF EXISTS {self.connection.ops.quote_name(name)}")
