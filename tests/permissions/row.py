"""How the table of who may call what is written: a row an address and what it names.

Statuses are written in the order of `ROLES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.world import World

ROLES = ("admin", "director", "lead", "canvasser", "analyst", "compliance")

ALL = "200 200 200 200 200 200"
GROUND = "200 200 200 403 200 403"
NO_GROUND = "404 404 404 403 404 403"
STOPS = LEADS = "200 200 200 403 403 403"
NO_STOPS = NO_LEADS = "404 404 404 403 403 403"
LEADS_BAD = "400 400 400 403 403 403"
OTHER_TEAMS = "200 200 404 403 403 403"
OTHER_TEAMS_BAD = "400 400 404 403 403 403"
"""What concerns people of a team that another lead leads."""
LISTS = "200 200 200 200 403 403"
NOT_THEIRS = "200 200 200 404 403 403"
NOBODYS = "404 404 404 404 403 403"
UNKNOWN = "404 404 404 404 404 404"
REVIEW = "200 200 403 403 403 403"
NO_REVIEW = "404 404 403 403 403 403"
NO_REASON = "400 400 403 403 403 403"
BAD = "400 400 400 400 400 400"
AT_DESK = "403 403 403 403 403 403"
NO_TOKEN = "401 401 401 401 401 401"
SIGN_IN = "302 302 302 302 302 302"

Worlds = tuple[World, World]
OWN, OTHER = 0, 1


@dataclass(frozen=True, slots=True)
class Row:
    """One address with what it names, and the status for each role by each way in.

    ``anonymous`` is the status for who is not signed in, ``stranger`` for who is but belongs to no
    organization, ``revoked`` for the canvasser's phone once it was revoked.
    """

    name: str
    target: str
    named: Callable[[Worlds], dict[str, Any]]
    by_token: str
    by_session: str
    anonymous: int = 401
    stranger: int = 403
    revoked: int = 401
    query: Callable[[Worlds], dict[str, Any]] | None = None
    method: str = "get"

    @property
    def id(self) -> str:
        """Name the row."""
        return f"{self.name} {self.target}"


def api(name, target, named, statuses, *, by_session=None, **more):
    return Row(name, target, named, statuses, by_session or statuses, **more)


def page(name, target, statuses, **more):
    """Row of a page: who is not signed in there is sent to sign in, phones and all."""
    sent_away = {"anonymous": 302, "stranger": 200, "revoked": 302}
    return Row(name, target, nothing, SIGN_IN, statuses, **sent_away | more)


def nothing(worlds):
    return {}


def details(name, key, statuses):
    """Rows of a detail: own, a colleague's where that is another thing, another organization's."""
    return [
        api(name, target, named(key, side, attribute), expected)
        for (target, side, attribute), expected in statuses.items()
    ]


def edits(name, attribute, own="400 400 403 403 403 403"):
    """Rows of an edit: whoever may is told that an empty list is no request it could carry out."""
    unknown = "404 404 403 403 403 403"
    return [
        api(name, "own", named("pk", OWN, attribute), own, method="post"),
        api(name, "other", named("pk", OTHER, attribute), unknown, method="post"),
    ]


def named(key, side, attribute):
    def find(worlds):
        row = worlds[side]
        for step in attribute.split("."):
            row = getattr(row, step)
        return {key: row}

    return find


def by_phone(name, statuses, *, revoked, method="post", **more):
    """Row of what a phone alone may ask, and goes on asking once it was revoked."""
    only = {"by_session": NO_TOKEN, "stranger": 401, "revoked": revoked, "method": method}
    return api(name, "own", more.pop("named", nothing), statuses, **only, **more)


def statuses(line: str) -> dict[str, int]:
    return dict(zip(ROLES, map(int, line.split()), strict=True))
