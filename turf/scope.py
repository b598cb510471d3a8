"""In whose name something runs: which organization's rows there are for it.

It is a variable of the thread's context. The database engine reads it before each statement, so
nobody has to pass it on, and nobody can forget to.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows of the ``organization``, and the memberships of the ``user``; ids, None for none.

    ``is_owner`` is who migrates: the owner of the tables sees all rows.
    """

    organization: int | None = None
    user: int | None = None
    is_owner: bool = False


NOBODY = Scope()
OWNER = Scope(is_owner=True)

OUTSIDE = NOBODY
"""What counts where nothing was opened, as in a new thread."""

_current: ContextVar[Scope | None] = ContextVar("tenancy_scope", default=None)


def current() -> Scope:
    """Return in whose name this runs."""
    return _current.get() or OUTSIDE


def nobody() -> AbstractContextManager[None]:
    """Begin in nobody's name: a request or a command, which enters its tenant once it is known."""
    return _being(NOBODY)


def tenant(organization: Any) -> AbstractContextManager[None]:
    """Work in the name of ``organization`` (or its id) inside the block.

    What reads lazily has to be read inside it: a streamed answer opens its own.
    """
    return _being(Scope(organization=_id_of(organization)))


def seats_of(user: Any) -> AbstractContextManager[None]:
    """See the memberships of ``user`` in all organizations, and nothing else, inside the block."""
    return _being(Scope(user=_id_of(user)))


def owner() -> AbstractContextManager[None]:
    """Work on the tables themselves inside the block; for migrations alone."""
    return _being(OWNER)


def enter_tenant(organization: Any) -> None:
    """Work in the name of ``organization`` (or its id) until what began with `nobody` ends.

    Raises LookupError where nothing began, or another organization was entered before: what one
    tenant asked for never reads another's rows.
    """
    before, wanted = _current.get(), Scope(organization=_id_of(organization))
    if before not in (NOBODY, wanted):
        raise LookupError("a tenant is entered once, in what began in nobody's name")
    _current.set(wanted)


@contextmanager
def _being(scope: Scope) -> Iterator[None]:
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


def _id_of(row: Any) -> int:
    return int(getattr(row, "pk", row))
