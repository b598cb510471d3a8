"""Who may call what, asked of every address in every way: own, colleague's, other's, deleted.

`tests/permissions/table.py` is the table. Here follow from it: what is deleted is as unknown as
what never was, a colleague's row is told as the table says, and a method that no view has opens
nothing.
"""

from collections import Counter
from dataclasses import replace
from itertools import cycle

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated

from tests import factories as make
from tests.permissions.row import OTHER, OWN, ROLES, Row, named, statuses
from tests.permissions.table import ROWS
from tests.permissions.test_table import served
from tests.world import make_world
from turf.api.permissions import Denied, HasRole

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
LEAST_CASES = 5_000
REFUSED = {400, 401, 403, 404, 405, 415, 429}
SENT_AWAY = {301, 302}

OPEN_DRF = {"AnswerCode"}
"""Views of the API that anybody may call: the code that is sent is what opens."""

SIGNED_IN_DRF = {"ApiSchema", "ApiPage"}
"""Views of the API that hold no tenant's data."""

OPEN_PAGES = {"healthz", "sign_in", "account_login", "first_password", "sign_out"}
OPEN_PAGES |= {"letter", "badge"}
"""Pages that anybody may open: they show nothing of any organization."""


def turf_of(worlds):
    """The turf of the colleague's list."""
    return {"pk": worlds[OWN].colleague_list.round.turf_id}


def deleted(make_row, key="pk", attribute="pk"):
    """Name a row of one's own organization that is not there any more."""

    def find(worlds):
        row = make_row(worlds[OWN])
        name = getattr(row, attribute)
        row.delete()
        return {key: name}

    return find


def loan(world):
    walk_list = make.make_walk_list(world.turf)
    return make.make_assignment(walk_list, world.canvasser)


def waiting_item(world):
    sender = {"device": world.canvasser_device, "membership": world.canvasser}
    return make.make_waiting_item(world.organization, **sender)


def member(world):
    return make.make_member(world.organization, "canvasser")


def fresh_turf(world):
    return make.make_turf(make.make_cut(world.campaign), make.make_doors(world.precinct, 1))


GONE = {
    "campaign": deleted(lambda world: make.make_campaign(world.organization), "slug", "slug"),
    "precinct": deleted(lambda world: make.make_precinct(world.campaign.jurisdiction)),
    "cut": deleted(lambda world: make.make_cut(world.campaign)),
    "turf": deleted(fresh_turf),
    "walklist": deleted(lambda world: make.make_walk_list(world.turf)),
    "assignment": deleted(loan),
    "quarantine": deleted(waiting_item),
    "enrolmentcode": deleted(lambda world: make.make_code(world.canvasser)),
    "device": deleted(lambda world: make.make_device(world.organization)),
    "membership": deleted(member),
}
COLLEAGUES = {
    "turf": turf_of,
    "precinct": named("pk", OWN, "colleague_list.round.turf.precinct_id"),
}
COLLEAGUES |= {
    "cut": named("pk", OWN, "turf.cut_id"),
    "campaign": named("slug", OWN, "campaign.slug"),
}


def kind_of(row: Row) -> str:
    """What a row's address names: ``edit-cut-merge`` a cut."""
    parts = row.name.split("-")
    return parts[1] if parts[0] == "edit" else parts[0]


def is_detail(row: Row) -> bool:
    return row.target == "other" and kind_of(row) in GONE and row.query is None


DETAILS = [row for row in ROWS if is_detail(row)]


def deleted_rows() -> list[Row]:
    """Rows of what is deleted: whoever would not find another organization's does not find it."""
    return [replace(row, target="deleted", named=GONE[kind_of(row)]) for row in DETAILS]


def colleagues_rows() -> list[Row]:
    """Rows of the organization's ground that a colleague works on: told as one's own."""
    own = {row.name: row for row in ROWS if row.target == "own"}
    return [
        replace(own[row.name], target="colleague's", named=COLLEAGUES[kind_of(row)])
        for row in DETAILS
        if kind_of(row) in COLLEAGUES and not row.name.startswith("edit-turf")
    ]


def by_way(world, way: str) -> dict[str, Client]:
    sign_in = world.by_token if way == "token" else world.by_session
    return {role: sign_in(role) for role in ROLES}


@pytest.fixture(scope="module")
def asked():
    """How many cases each test asked."""
    return Counter()


@pytest.fixture
def worlds():
    return make_world(), make_world()


def status(client: Client, method: str, url: str) -> int:
    body = {} if method in ("get", "head", "options") else {"data": b"[]"}
    more = {"content_type": "application/json"} if body else {}
    return getattr(client, method)(url, **body, **more).status_code


@pytest.mark.parametrize("way", ["token", "session"])
def test_deleted_and_colleagues_rows_are_told_as_the_table_says(worlds, way, asked):
    clients = by_way(worlds[OWN], way)
    rows = [*deleted_rows(), *colleagues_rows()]
    assert len(DETAILS) >= 15
    seen = {}
    for row in rows:
        url = reverse(row.name, kwargs=row.named(worlds))
        seen[row.id] = {role: status(clients[role], row.method, url) for role in ROLES}
        asked["rows"] += len(ROLES)

    assert seen == {row.id: statuses(getattr(row, f"by_{way}")) for row in rows}


@pytest.mark.parametrize("way", ["token", "session", "nobody"])
def test_a_method_that_no_view_has_opens_nothing(worlds, way, asked):
    """Asked by an admin, who may most, and by the other roles in turn."""
    clients = {"nobody": Client()} if way == "nobody" else by_way(worlds[OWN], way)
    told = {(row.name, row.method) for row in ROWS}
    targets = {}
    for row in ROWS:
        if row.name != "sign_out":
            targets.setdefault((row.name, row.target), row)
    others = cycle([role for role in clients if role != "admin"])
    opened = []
    for row in targets.values():
        url = reverse(row.name, kwargs=row.named(worlds), query=row.query and row.query(worlds))
        for method in METHODS:
            if (row.name, method) in told or method in ("head", "options"):
                continue
            for role in {*clients.keys() & {"admin"}, next(others)}:
                answer = status(clients[role], method, url)
                asked["methods"] += 1
                is_page = not url.startswith("/api/") or row.name == "api_docs"
                if answer not in REFUSED and not (is_page and answer in SENT_AWAY | {200}):
                    opened.append((row.id, method, role, answer))

    assert opened == []


@pytest.mark.parametrize("side", [OWN, OTHER])
def test_head_tells_no_more_than_get(worlds, side, asked):
    clients = by_way(worlds[OWN], "session")
    target = "own" if side == OWN else "other"
    for row in [row for row in ROWS if row.target == target and row.method == "get"]:
        url = reverse(row.name, kwargs=row.named(worlds), query=row.query and row.query(worlds))
        heads = {role: status(clients[role], "head", url) for role in ROLES}
        asked["heads"] += len(ROLES)
        assert heads == statuses(row.by_session), row.id


def test_enough_was_asked(asked, record_property):
    """The table itself asks each row for six roles in two ways, and three who have no place."""
    asked["table"] = len(ROWS) * (2 * len(ROLES) + 3)
    record_property("figures", f"{sum(asked.values())} cases: {dict(asked)}")
    if asked["methods"]:  # where a worker ran but some of the tests there is nothing to sum
        assert sum(asked.values()) >= LEAST_CASES


def views():
    """Every view that is served, with the name of its address."""

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                if pattern.namespace != "admin":
                    yield from walk(pattern.url_patterns)
            else:
                yield pattern.name, pattern.callback

    return list(walk(get_resolver().url_patterns))


def policy(view: type) -> type[BasePermission]:
    [permission] = view.permission_classes
    return permission


def test_every_view_has_a_policy():
    """A view of the API names roles, or stands on a list here; a page asks for a sign-in."""
    assert {name for name, _ in views()} == set(served(get_resolver().url_patterns))
    for name, callback in views():
        view = getattr(callback, "cls", None)
        if view is None:
            if name not in OPEN_PAGES:
                assert Client().get(reverse(name)).status_code == 302, name
        elif view.__name__ in OPEN_DRF:
            assert policy(view) is AllowAny
        elif view.__name__ in SIGNED_IN_DRF:
            assert policy(view) is IsAuthenticated
        else:
            assert issubclass(policy(view), HasRole), name
            assert not issubclass(policy(view), Denied), name
            assert view.roles, f"{name} names no role"
