"""What a session of PostgreSQL was told: the role it works as, and whose rows there are for it.

Policies read ``app.organization`` and ``app.user``; see `turf.tenancy`. A session keeps what it
was told, and a rollback takes it back: so it is known here only as long as that is sure.
"""

from functools import lru_cache
from typing import Any

from psycopg import ClientCursor
from psycopg.pq import TransactionStatus

from turf.scope import Scope, current

_UNDONE = frozenset(("ROLLBACK", "SET", "RESET", "DISCARD ALL"))
"""Tags of statements after which a session may stand otherwise than it was told."""


class Session:
    """One session; ``role`` is the one the application works as, empty for the one signed in."""

    def __init__(self, connection: Any, role: str) -> None:
        self._connection, self._role = connection, role
        self._told: Scope | None = None
        self._is_lasting = False

    def due(self) -> str:
        """Return what has to be said before the next statement, as SQL; empty for nothing.

        What was said inside a transaction may have ended with it. In a failed one nothing can be
        said, nor anything be read.
        """
        status = self._connection.pgconn.transaction_status
        if status == TransactionStatus.INERROR:
            return ""
        if status == TransactionStatus.IDLE and not self._is_lasting:
            self._told = None
        wanted = current()
        return "" if wanted == self._told else _words(self._told, wanted, self._role)

    def tell(self) -> None:
        """Say what is due by a statement of its own."""
        if words := self.due():
            with ClientCursor(self._connection) as cursor:
                cursor.execute(words)
            self.was_told()

    def was_told(self) -> None:
        """Note that what was due has been said."""
        self._told = current()
        status = self._connection.pgconn.transaction_status
        self._is_lasting = status == TransactionStatus.IDLE

    def heard(self, tag: str | None) -> None:
        """Note how a statement ended that was none of ours."""
        if tag in _UNDONE:
            self.forget()

    def forget(self) -> None:
        """Be sure of nothing."""
        self._told = None


@lru_cache(maxsize=4096)
def _words(told: Scope | None, wanted: Scope, role: str) -> str:
    """Write what differs; all of it where nothing is sure."""
    before = _settings(told, role) if told else {}
    calls = [
        f"set_config('{name}', '{value}', false)"
        for name, value in _settings(wanted, role).items()
        if before.get(name) != value
    ]
    return f"SELECT {', '.join(calls)}"


def _settings(scope: Scope, role: str) -> dict[str, str]:
    """Return the four settings of a scope: who owns the tables works as who signed in.

    ``row_security`` off hides nothing from an owner whom the policies bind: it is refused then,
    where it would otherwise migrate the few rows it sees.
    """
    return {
        "role": "none" if scope.is_owner or not role else role,
        "row_security": "off" if scope.is_owner else "on",
        "app.organization": "" if scope.organization is None else str(scope.organization),
        "app.user": "" if scope.user is None else str(scope.user),
    }
