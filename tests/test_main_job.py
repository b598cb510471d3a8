"""The main job from precincts to contact rates, done as in production: nobody is the owner.

On PostGIS every statement of it goes through the wall; on both databases a second organization of
the same names does the same beside it, and neither hears of the other.
"""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

import fixtures
from backend.demo.city import publish_door_script
from backend.demo.people import hire, send_out
from canvass.models import Knock
from canvass.services.changes.number_changes import number_changes
from turf import scope
from turf.models import Campaign, Cut, Organization, Role
from turf.services.find_campaign import find_campaign
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.tenancy.rights import role_of

CITY = Path(fixtures.__file__).parent / "synthetic_city"
NAMES = {"Neighbors Vote": "neighbors-vote", "Doors Open": "doors-open"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_owns_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "OUTSIDE", scope.NOBODY)


def run(command: str, *arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command(command, *arguments, "--json", stdout=out, stderr=StringIO())
    return dict(json.loads(out.getvalue()))


def prepare(name: str) -> Campaign:
    """From nothing to a cut."""
    run("start_campaign", "spring-26", "--organization", name)
    named = ["--campaign", "spring-26", "--organization", NAMES[name]]
    layers = {"precincts": "geojson", "streets": "geojson", "addresses": "csv", "people": "csv"}
    files = [f"--{layer}={CITY / layer}.{kind}" for layer, kind in layers.items()]
    with pytest.raises(SystemExit):  # 3: one street of the city is rejected
        run("load_ground", *named, *files)
    run("cut_turfs", *named, "--precinct", "01-01", "--jobs", "1")
    return find_campaign(slug="spring-26", organization=NAMES[name])


def walk(campaign: Campaign) -> list[dict[str, Any]]:
    """Freeze, lend, pull, push; the knocks that the phone made."""
    with scope.tenant(campaign.organization_id):
        lists = freeze_walk_lists(cut=Cut.objects.get(campaign=campaign))
        member = hire(campaign, f"ada-{campaign.organization_id}", "Ada", Role.CANVASSER)
        author, other = (
            hire(campaign, f"{name}-{campaign.organization_id}", name.title(), role)
            for name, role in (("mara", Role.DIRECTOR), ("noor", Role.COMPLIANCE))
        )
        script = publish_door_script(campaign, author=author, compliance=other)
        now = timezone.now()
        [(_, token)] = send_out([member], lists, script, at=now, until=now + timedelta(hours=9))
    phone = Client(headers={"Authorization": f"Token {token}"})
    [document] = phone.get("/api/v1/sync/walk_lists/pull").json()["documents"]
    knocks = [
        {
            "id": f"01994000-0000-7000-8000-{number:012}",
            "device_seq": number,
            "walk_list": document["id"],
            "door": stop["door"],
            "answered": False,
            "results": [{"person": None, "disposition": "not_home"}],
            "knocked_at": timezone.now().isoformat(),
        }
        for number, stop in enumerate(document["stops"], start=1)
    ]
    body = [{"newDocumentState": knock} for knock in knocks]
    pushed = phone.post("/api/v1/sync/knocks/push", body, content_type="application/json")
    assert (pushed.status_code, pushed.json()) == (200, [])
    assert len(phone.get("/api/v1/sync/knocks/pull").json()["documents"]) == len(knocks)
    assert phone.get("/api/v1/sync/receipt").json()["applied"] == len(knocks)
    return knocks


def report(name: str) -> dict[str, Any]:
    out = StringIO()
    named = ["--campaign", "spring-26", "--organization", NAMES[name]]
    call_command("report", *named, "--by", "precinct", "--format", "json", stdout=out)
    return dict(json.loads(out.getvalue()))


def test_two_organizations_of_the_same_names_do_the_main_job_side_by_side() -> None:
    campaigns = [prepare(name) for name in NAMES]
    made = [walk(campaign) for campaign in campaigns]  # with the same ids of knocks
    for name, campaign, knocks in zip(NAMES, campaigns, made, strict=True):
        counts = report(name)["total"]["counts"]
        assert counts["knocks"] == len(knocks) > 20
        with scope.tenant(campaign.organization_id):
            assert number_changes(organization=campaign.organization_id) == 0
            seen = Knock.objects.for_organization(campaign.organization_id)
            assert seen.count() == len(knocks)


def test_outside_of_a_tenant_there_is_nothing() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SpatiaLite has no row-level security")
    run("start_campaign", "spring-26", "--organization", "Neighbors Vote")
    assert Organization.objects.count() == 1
    assert Campaign.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (role_of(connection),)
