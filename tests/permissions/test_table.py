"""Who may call what: every address that is served, every role, both ways in."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests import factories as make
from tests.permissions.row import OWN, ROLES, Row, Worlds, statuses
from tests.permissions.table import ROWS, SECTIONS
from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def worlds():
    return make_world(), make_world()


def ask(row: Row, client: Client, worlds: Worlds) -> int:
    url = reverse(row.name, kwargs=row.named(worlds), query=row.query and row.query(worlds))
    if row.method == "get":
        return client.get(url).status_code
    send = getattr(client, row.method)
    return send(url, b"[]", content_type="application/json").status_code


@pytest.mark.parametrize("way", ["token", "session"])
@pytest.mark.parametrize("section", SECTIONS)
def test_each_role_gets_what_the_table_says(worlds, section, way):
    sign_in = getattr(worlds[OWN], f"by_{way}")
    clients = {role: sign_in(role) for role in ROLES}
    rows = SECTIONS[section]

    seen = {row.id: {role: ask(row, clients[role], worlds) for role in ROLES} for row in rows}

    assert seen == {row.id: statuses(getattr(row, f"by_{way}")) for row in rows}


def test_who_has_no_place_gets_what_the_table_says(worlds):
    stranger, own = make.make_user(password=None), worlds[OWN]
    own.devices["canvasser"].state = "revoked"
    own.devices["canvasser"].save()

    outsider, phone = Client(), own.by_token("canvasser")
    outsider.force_login(stranger)

    def seen(row):
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
