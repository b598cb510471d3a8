"""Who may call what, beside the table: no other method opens anything, and no view forgot to ask.

`tests/permissions/table.py` is the table.
"""

from collections.abc import Iterator
from itertools import cycle

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.response import Response
from rest_framework.test import force_authenticate
from rest_framework.views import APIView

from tests.permissions.row import ASKERS, BY_ROLE, WAYS, Row
from tests.permissions.served import ASKED_FOR, methods, served, view_of
from tests.permissions.table import ROWS
from turf.api.permissions import Denied, HasRole

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

REFUSED = {400, 401, 403, 404, 405, 415}
SENT_AWAY = {301, 302}

OPEN_DRF = {"AnswerCode"}
"""Views of the API that anybody may call: the code that is sent is what opens."""

SIGNED_IN_DRF = {"ApiSchema", "ApiPage"}
"""Views of the API that hold no tenant's data."""

OPEN_PAGES = {"healthz", "sign_in", "account_login", "first_password", "sign_out"}
OPEN_PAGES |= {"letter", "badge"}
"""Pages that anybody may open: they show nothing of any organization."""

OWN = {row.name: row for row in reversed(ROWS) if row.kind == "own"}
"""The first row of each address about one's own."""


def ids(rows: list[Row]) -> list[str]:
    return [row.id for row in rows]


def asking() -> Iterator[tuple[str, ...]]:
    """Who tries: an admin, who may most, by both ways, and everybody else in turn."""
    admins = [f"admin-{way}" for way in WAYS]
    for other in cycle([one for one in ASKERS if one not in admins]):
        yield (*admins, other)


@pytest.mark.parametrize(
    ("target", "askers"),
    list(zip(OWN.values(), asking(), strict=False)),
    indirect=["target"],
    ids=OWN,
)
def test_a_method_that_no_view_has_opens_nothing(worlds, target, askers):
    name = target.row.name
    is_page = not target.url.startswith("/api/") or name == "api_docs"
    harmless = REFUSED | SENT_AWAY if is_page else REFUSED
    opened = []
    for method in set(ASKED_FOR) - methods(name):
        for asker in askers:
            with transaction.atomic():
                status = worlds.ask(asker, method, target.url).status_code
            if status not in harmless:
                opened.append((method, asker, status))

    assert opened == []


READ = [row for row in ROWS if row.method == "get" and row.kind in ("own", "other")]


@pytest.mark.parametrize("target", READ, indirect=True, ids=ids(READ))
def test_head_tells_no_more_than_get(worlds, target):
    seen = {}
    for asker in BY_ROLE[len(BY_ROLE) // 2 :]:
        with transaction.atomic():
            seen[asker] = worlds.ask(asker, "head", target.url).status_code

    assert seen == {asker: target.row.told.to(asker) for asker in seen}


def policy(view: type) -> type[BasePermission]:
    [permission] = view.permission_classes  # type: ignore[attr-defined]
    return permission


@pytest.mark.parametrize("name", served())
def test_every_view_has_a_policy(name):
    """A view of the API names roles, or stands on a list here; a page asks for a sign-in."""
    view = view_of(name)
    if view is None or not issubclass(view, APIView):
        assert name in OPEN_PAGES or Client().get(reverse(name)).status_code == 302
    elif view.__name__ in OPEN_DRF:
        assert policy(view) is AllowAny
    elif view.__name__ in SIGNED_IN_DRF:
        assert policy(view) is IsAuthenticated
    else:
        assert issubclass(policy(view), HasRole)
        assert not issubclass(policy(view), Denied)
        assert view.roles, "it names no role"


def test_the_admin_is_not_served_unless_asked_for():
    assert settings.ADMIN_ENABLED is False
    assert Client().get("/admin/").status_code == 404


def test_a_view_that_names_nobody_is_for_nobody(worlds, rf):
    class Forgotten(APIView):
        def get(self, request):
            return Response("everything")

    request = rf.get("/")
    force_authenticate(request, worlds.own.members["admin"].user)

    assert Forgotten.as_view()(request).status_code == 403
