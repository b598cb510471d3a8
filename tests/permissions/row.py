"""The words in which the table of who may call what is written.

A line of it names an address and what its parameter names, and tells the status for each role in
the order of `ROLES`: of one's own, of a colleague's, of another organization's. What was deleted is
told as another organization's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any

ROLES = ("admin", "director", "lead", "canvasser", "analyst", "compliance")
WAYS = ("token", "session")
BY_ROLE = tuple(f"{role}-{way}" for way in WAYS for role in ROLES)

PLACELESS = ("anonymous", "stranger", "revoked")
"""Who is not signed in; who is, but belongs to no organization; the canvasser's revoked phone."""

ASKERS = (*BY_ROLE, *PLACELESS)
KINDS = ("own", "colleague's", "other", "deleted")
OTHER_TEAM = "other team"
"""Of somebody whom another lead leads now: beside `KINDS`, where a lead's own team alone counts."""

ALL = "200 200 200 200 200 200"
GROUND = "200 200 200 403 200 403"
NO_GROUND = "404 404 404 403 404 403"
STOPS = LEADS = "200 200 200 403 403 403"
NO_STOPS = NO_LEADS = "404 404 404 403 403 403"
OTHER_LEADS = "200 200 404 403 403 403"
LEADS_MADE = "201 201 201 403 403 403"
LISTS = "200 200 200 200 403 403"
NOT_THEIRS = "200 200 200 404 403 403"
NOBODYS = "404 404 404 404 403 403"
UNKNOWN = "404 404 404 404 404 404"
REVIEW = "200 200 403 403 403 403"
REVIEW_MADE = "201 201 403 403 403 403"
NO_REVIEW = "404 404 403 403 403 403"
MADE = "201 201 201 201 201 201"
DONE = "204 204 204 204 204 204"
AT_DESK = "403 403 403 403 403 403"
NO_TOKEN = "401 401 401 401 401 401"
SIGN_IN = "302 302 302 302 302 302"


@dataclass(frozen=True, slots=True)
class Told:
    """The status for each role by each way in, and for each of `PLACELESS`."""

    by_token: str
    by_session: str
    anonymous: int = 401
    stranger: int = 403
    revoked: int = 401

    def to(self, asker: str) -> int:
        """Return the status for one of `ASKERS`."""
        lines = f"{self.by_token} {self.by_session} {self.anonymous} {self.stranger} {self.revoked}"
        return dict(zip(ASKERS, map(int, lines.split()), strict=True))[asker]


def at_desk(line: str) -> Told:
    """Tell ``line`` to who signed in at a desk; a phone may not."""
    return Told(AT_DESK, line)


def by_phone(line: str, *, revoked: int) -> Told:
    """Tell ``line`` to phones, which alone may ask, and go on asking once they were revoked."""
    return Told(line, NO_TOKEN, 401, 401, revoked)


def page(line: str, *, stranger: int = 200) -> Told:
    """Tell ``line`` to who signed in; everybody else is sent to do so, phones and all."""
    return Told(SIGN_IN, line, 302, stranger, 302)


Statuses = str | Told


class Shared:
    """Says that a colleague's is told as one's own, because the organization shares it."""


SHARED = Shared()


@dataclass(frozen=True, slots=True)
class Row:
    """One address and method, with what the address names.

    ``thing`` finds or makes that for a member of a world; ``sends`` is the body, or makes it of the
    thing, and of the world where there is none. ``names`` and ``query`` say of the thing how the
    address names it, where that is not by its key or slug.
    """

    method: str
    name: str
    kind: str
    told: Told
    thing: Callable[..., Any] | None = None
    sends: Any = None
    names: Callable[[Any], dict[str, Any]] | None = None
    query: Callable[[Any], dict[str, Any]] | None = None

    @property
    def id(self) -> str:
        """Name the row."""
        return f"{self.name} {self.method} {self.kind}"


def one(method: str, name: str, told: Statuses, *, kind: str = "own", **more: Any) -> list[Row]:
    """Row of an address that names nothing, or of something beside what `four` names."""
    return [Row(method, name, kind, _told(told), **more)]


def four(
    method: str,
    name: str,
    thing: Callable[..., Any],
    own: Statuses,
    colleagues: Statuses | Shared,
    other: Statuses,
    **more: Any,
) -> list[Row]:
    """Rows of what an address names: own, a colleague's, another organization's, and deleted."""
    told = (own, own if isinstance(colleagues, Shared) else colleagues, other, other)
    return [
        Row(method, name, kind, _told(statuses), thing, **more)
        for kind, statuses in zip(KINDS, told, strict=True)
    ]


def five(
    method: str,
    name: str,
    thing: Callable[..., Any],
    own: Statuses,
    colleagues: Statuses | Shared,
    other_team: Statuses,
    other: Statuses,
    **more: Any,
) -> list[Row]:
    """Rows as `four` gives, and of what is of another lead's team."""
    led = Row(method, name, OTHER_TEAM, _told(other_team), thing, **more)
    return [*four(method, name, thing, own, colleagues, other, **more), led]


def table(*lines: list[Row]) -> list[Row]:
    """Put the rows of all lines in one table."""
    return list(chain.from_iterable(lines))


def _told(statuses: Statuses) -> Told:
    return statuses if isinstance(statuses, Told) else Told(statuses, statuses)
