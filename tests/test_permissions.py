"""Who may call what: every address that is served, every role, both ways in.

An address of the URLconf without rows here fails. Statuses are written in the order of `ROLES`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from canvass.services.keep_report import keep_report
from tests import factories as make
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

ROLES = ("admin", "director", "lead", "canvasser", "analyst", "compliance")

ALL = "200 200 200 200 200 200"
GROUND = "200 200 200 403 200 403"
NO_GROUND = "404 404 404 403 404 403"
STOPS = "200 200 200 403 403 403"
NO_STOPS = "404 404 404 403 403 403"
LISTS = "200 200 200 200 403 403"
NOT_THEIRS = "200 200 200 404 403 403"
NOBODYS = "404 404 404 404 403 403"
UNKNOWN = "404 404 404 404 404 404"
REVIEW = "200 200 403 403 403 403"
NO_REVIEW = "404 404 403 403 403 403"
NO_REASON = "400 400 403 403 403 403"
SIGN_IN = "302 302 302 302 302 302"
MAPS = "200 200 200 404 200 404"

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


def waiting(side):
    """Name an item that the canvasser of that side sent and that waits."""

    def find(worlds):
        own = worlds[side]
        sender = {"device": own.devices["canvasser"], "membership": own.members["canvasser"]}
        return {"pk": make.make_waiting_item(own.organization, **sender).pk}

    return find


def snapshot(side, *, is_withheld=False):
    """Name a report that was kept on that side."""

    def find(worlds):
        kept = keep_report(
            campaign=worlds[side].campaign,
            body="{}",
            as_of=make.FROZEN_AT,
            is_withheld=is_withheld,
        )
        return {"pk": kept.pk}

    return find


ROWS = [
    api("campaign-list", "own", nothing, ALL),
    *details(
        "campaign-detail",
        "slug",
        {("own", OWN, "campaign.slug"): ALL, ("other", OTHER, "campaign.slug"): UNKNOWN},
    ),
    api("precinct-list", "own", nothing, GROUND),
    *details(
        "precinct-detail",
        "pk",
        {("own", OWN, "precinct.pk"): GROUND, ("other", OTHER, "precinct.pk"): NO_GROUND},
    ),
    api("turf-list", "own", nothing, GROUND),
    *details(
        "turf-detail",
        "pk",
        {("own", OWN, "turf.pk"): STOPS, ("other", OTHER, "turf.pk"): NO_STOPS},
    ),
    api("cut-list", "own", nothing, GROUND),
    *details(
        "cut-detail",
        "pk",
        {("own", OWN, "turf.cut.pk"): GROUND, ("other", OTHER, "turf.cut.pk"): NO_GROUND},
    ),
    *details(
        "cut-edits",
        "pk",
        {("own", OWN, "turf.cut.pk"): STOPS, ("other", OTHER, "turf.cut.pk"): NO_STOPS},
    ),
    *edits("edit-cut-merge", "turf.cut.pk"),
    *edits("edit-cut-move-doors", "turf.cut.pk"),
    *edits("edit-cut-recut-unlocked", "turf.cut.pk"),
    *edits("edit-cut-undo", "turf.cut.pk"),
    *edits("edit-turf-split", "turf.pk"),
    *edits("edit-turf-redraw", "turf.pk"),
    *edits("edit-turf-lock", "turf.pk", "201 204 403 403 403 403"),
    *edits("edit-turf-unlock", "turf.pk", "201 204 403 403 403 403"),
    api("walklist-list", "own", nothing, LISTS),
    *details(
        "walklist-detail",
        "pk",
        {
            ("own", OWN, "walk_list.pk"): LISTS,
            ("colleague's", OWN, "colleague_list.pk"): NOT_THEIRS,
            ("other", OTHER, "walk_list.pk"): NOBODYS,
        },
    ),
    api("assignment-list", "own", nothing, LISTS),
    api(
        "assignment-detail",
        "the canvasser's",
        named("pk", OWN, "assignment.pk"),
        "404 404 404 200 403 403",
        by_session=LISTS,
    ),
    api(
        "assignment-detail",
        "colleague's",
        named("pk", OWN, "colleague_assignment.pk"),
        NOBODYS,
        by_session=NOT_THEIRS,
    ),
    *details("assignment-detail", "pk", {("other", OTHER, "assignment.pk"): NOBODYS}),
    api("contact-rates", "own", nothing, GROUND, query=named("campaign", OWN, "campaign.slug")),
    api(
        "contact-rates",
        "other",
        nothing,
        NO_GROUND,
        query=named("campaign", OTHER, "campaign.slug"),
    ),
    api(
        "keep-snapshot",
        "own",
        nothing,
        "201 201 201 403 201 403",
        query=named("campaign", OWN, "campaign.slug"),
        method="post",
    ),
    api(
        "keep-snapshot",
        "other",
        nothing,
        NO_GROUND,
        query=named("campaign", OTHER, "campaign.slug"),
        method="post",
    ),
    api("report-snapshot", "own", snapshot(OWN), "200 200 200 403 404 403"),
    api("report-snapshot", "withheld", snapshot(OWN, is_withheld=True), GROUND),
    api("report-snapshot", "other", snapshot(OTHER), NO_GROUND),
    api("quarantine-list", "own", nothing, REVIEW),
    *[
        api(name, target, waiting(side), statuses, method=method)
        for name, method, own in (
            ("quarantine-detail", "get", REVIEW),
            ("quarantine-mend", "post", NO_REASON),
            ("quarantine-rerun", "post", NO_REASON),
            ("quarantine-dismiss", "post", NO_REASON),
        )
        for target, side, statuses in (("own", OWN, own), ("other", OTHER, NO_REVIEW))
    ],
    api("notices", "own", nothing, "400 400 400 403 403 403", method="post"),
    api(
        "read-receipt",
        "own",
        nothing,
        ALL,
        by_session="401 401 401 401 401 401",
        stranger=401,
        revoked=200,
    ),
    api(
        "push-knocks",
        "own",
        nothing,
        ALL,
        by_session="401 401 401 401 401 401",
        method="post",
        stranger=401,
        revoked=200,
    ),
    api(
        "pull-changes",
        "own",
        lambda worlds: {"collection": "walk_lists"},
        ALL,
        by_session="401 401 401 401 401 401",
        stranger=401,
        revoked=200,
    ),
    api("schema", "public words", nothing, ALL, stranger=200),
    api("healthz", "public word", nothing, ALL, anonymous=200, stranger=200, revoked=200),
    page("api_docs", "public words", ALL),
    page("start", "own", ALL),
    page("report", "own", MAPS, query=named("campaign", OWN, "campaign.slug"), stranger=404),
    page("report", "other", UNKNOWN, query=named("campaign", OTHER, "campaign.slug"), stranger=404),
    page("map_precincts", "own", MAPS, query=named("campaign", OWN, "campaign.pk"), stranger=404),
    page(
        "map_precincts",
        "other",
        UNKNOWN,
        query=named("campaign", OTHER, "campaign.pk"),
        stranger=404,
    ),
    page("map_turfs", "own", MAPS, query=named("campaign", OWN, "campaign.pk"), stranger=404),
    page(
        "map_turfs", "other", UNKNOWN, query=named("campaign", OTHER, "campaign.pk"), stranger=404
    ),
    Row("sign_in", "own", nothing, ALL, SIGN_IN, anonymous=200, stranger=302, revoked=200),
    page("sign_out", "own", SIGN_IN, stranger=302, method="post"),
]


@pytest.fixture
def worlds():
    return make_world(), make_world()


def ask(row: Row, client: Client, worlds: Worlds) -> int:
    url = reverse(row.name, kwargs=row.named(worlds), query=row.query and row.query(worlds))
    if row.method == "post":
        return client.post(url, b"[]", content_type="application/json").status_code
    return client.get(url).status_code


def statuses(line: str) -> dict[str, int]:
    return dict(zip(ROLES, map(int, line.split()), strict=True))


def test_each_role_gets_what_the_table_says(worlds):
    ways = {"token": worlds[OWN].by_token, "session": worlds[OWN].by_session}

    for way, sign_in in ways.items():
        seen = {row.id: {role: ask(row, sign_in(role), worlds) for role in ROLES} for row in ROWS}
        assert seen == {row.id: statuses(getattr(row, f"by_{way}")) for row in ROWS}


def test_who_has_no_place_gets_what_the_table_says(worlds):
    stranger, own = make.make_user(password=None), worlds[OWN]
    own.devices["canvasser"].state = "revoked"
    own.devices["canvasser"].save()

    def seen(row):
        outsider = Client()
        outsider.force_login(stranger)
        phone = own.by_token("canvasser")
        return [ask(row, client, worlds) for client in (Client(), outsider, phone)]

    assert {row.id: seen(row) for row in ROWS} == {
        row.id: [row.anonymous, row.stranger, row.revoked] for row in ROWS
    }


def served(patterns, namespace=""):
    """Names of all that is served; the admin has rules of its own."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from served(pattern.url_patterns, pattern.namespace or namespace)
        else:
            yield pattern.name or str(pattern.pattern)


def test_every_address_has_its_rows():
    assert set(served(get_resolver().url_patterns)) == {row.name for row in ROWS}


def test_the_admin_is_not_served_unless_asked_for():
    assert settings.ADMIN_ENABLED is False
    assert Client().get("/admin/").status_code == 404


def test_a_view_that_names_nobody_is_for_nobody(worlds, rf):
    from rest_framework.response import Response
    from rest_framework.test import force_authenticate
    from rest_framework.views import APIView

    class Forgotten(APIView):
        def get(self, request):
            return Response("everything")

    request = rf.get("/")
    force_authenticate(request, worlds[OWN].members["admin"].user)

    assert Forgotten.as_view()(request).status_code == 403
