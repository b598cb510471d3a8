"""Cursors that let the session hear what is due before anything is asked through them."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Self

from django.db.backends.postgresql import base

from backend.postgis.session import Session
from turf.scope import Scope, current

_ASKS = re.compile(r"\s*\(*\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_READS_NOTHING = re.compile(
    r"\s*(?:SAVEPOINT|RELEASE|ROLLBACK|COMMIT|SET\s+(?:TRANSACTION|CONSTRAINTS))\b", re.IGNORECASE
)
"""Statements before which nothing need be said; before some of them nothing may be."""


class TenantLeft(RuntimeError):
    """Rows that one tenant asked for are read in the name of another, or of nobody."""


class Telling:
    """Tells before each statement; a mixin of psycopg's cursors.

    ``may_join`` says that several statements go to the server in one message.
    """

    may_join = False
    connection: Any
    statusmessage: str | None

    @property
    def session(self) -> Session | None:
        """The session; None while the connection is being made."""
        found: Session | None = getattr(self.connection, "told", None)
        return found

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        """Run a statement; what is due travels along with it where that is possible."""
        session = self.session
        if session is None:
            return self._run(query, params, how)
        is_text = isinstance(query, str)
        words = "" if is_text and _READS_NOTHING.match(query) else session.due()
        try:
            if not words:
                self._run(query, params, how)
            elif self.may_join and is_text and _ASKS.match(query):
                self._run(f"{words}; {query}", params, how)
                self.nextset()  # type: ignore[attr-defined]
                session.was_told()
            else:
                session.tell()
                self._run(query, params, how)
        except BaseException:
            session.forget()
            raise
        session.heard(self.statusmessage)
        return self

    def executemany(self, *args: Any, **how: Any) -> None:
        """Run a statement for many parameters."""
        self._tell()
        super().executemany(*args, **how)  # type: ignore[misc]

    def copy(self, *args: Any, **how: Any) -> AbstractContextManager[Any]:
        """Copy rows in or out."""
        self._tell()
        copied: AbstractContextManager[Any] = super().copy(*args, **how)  # type: ignore[misc]
        return copied

    def stream(self, *args: Any, **how: Any) -> Iterator[Any]:
        """Read row by row."""
        self._tell()
        yield from super().stream(*args, **how)  # type: ignore[misc]

    def _run(self, query: Any, params: Any, how: dict[str, Any]) -> Self:
        ran: Self = super().execute(query, params, **how)  # type: ignore[misc]
        return ran

    def _tell(self) -> None:
        if session := self.session:
            session.tell()


class PlainCursor(Telling, base.Cursor):
    """Django's cursor, which writes parameters into the text."""

    may_join = True


class PreparedCursor(Telling, base.ServerBindingCursor):
    """A cursor that sends parameters by themselves, so that statements are planned once."""


class ReadingCursor(Telling, base.ServerSideCursor):
    """A cursor that the server keeps, for rows that are read bit by bit.

    The server looks at the tenant anew at each bit: whose rows it began with it ends with.
    """

    _scope: Scope | None = None

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        """Begin to read, in the name of the tenant of this moment."""
        self._scope = current()
        return super().execute(query, params, **how)

    def fetchone(self) -> Any:
        """Read a row. Raises TenantLeft."""
        self._stay()
        return super().fetchone()  # type: ignore[misc]

    def fetchmany(self, size: int = 0) -> list[Any]:
        """Read some rows. Raises TenantLeft."""
        self._stay()
        return list(super().fetchmany(size))  # type: ignore[misc]

    def fetchall(self) -> list[Any]:
        """Read what is left. Raises TenantLeft."""
        self._stay()
        return list(super().fetchall())  # type: ignore[misc]

    def __next__(self) -> Any:
        self._stay()
        return super().__next__()  # type: ignore[misc]

    def _stay(self) -> None:
        if current() != self._scope:
            raise TenantLeft("read rows inside the tenant whose they are")
        self._tell()
