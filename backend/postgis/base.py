"""PostGIS whose sessions work in the name of one tenant at a time."""

from typing import Any

from django.contrib.gis.db.backends.postgis import base
from django.db.backends.postgresql.base import TIMESTAMPTZ_OID
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg.pq import Format

from backend.postgis.cursors import PlainCursor, PreparedCursor, ReadingCursor
from backend.postgis.session import Session


class DatabaseWrapper(base.DatabaseWrapper):
    """Keeps role and tenant of each session what `turf.scope` says.

    However a statement is sent, it goes through one of our cursors, and they tell before they ask.
    """

    def get_connection_params(self) -> dict[str, Any]:
        """Let psycopg make our cursors."""
        given: dict[str, Any] = super().get_connection_params()
        return given | {"cursor_factory": PlainCursor}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; the new session has been told nothing."""
        connection: Any = super().get_new_connection(conn_params)
        role = self.settings_dict["OPTIONS"].get("assume_role") or ""
        connection.told = Session(connection, role)
        return connection

    def _configure_role(self, connection: Any) -> bool:
        """Assume no role for good: the session is told before each statement."""
        return False

    def create_cursor(self, name: str | None = None) -> Any:
        """Make a cursor; one with a name is kept by the server."""
        if name is None:
            return super().create_cursor()
        make: Any = ReadingCursor
        held = self.connection.autocommit
        cursor = make(self.connection, name=name, scrollable=False, withhold=held)
        loader = self.connection.adapters.get_loader(TIMESTAMPTZ_OID, Format.TEXT)
        if self.timezone != loader.timezone:
            register_tzloader(self.timezone, cursor)
        return cursor

    def prepared_cursor(self) -> Any:
        """Make a cursor whose statements are planned once a connection."""
        wrapper: Any = self
        make: Any = PreparedCursor
        wrapper.ensure_connection()
        return wrapper._prepare_cursor(make(self.connection))
