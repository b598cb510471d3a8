"""D1: one feature for everyone, staff too; no field for a reason, no free text."""

import json

import pytest

from canvass.api.availability import DeclarationOut
from canvass.models import AvailabilityKey, SealedAvailability
from tests.canvass.dignity.canaries import DECLARED, declare
from turf.models import Role

ROLES = [role.value for role in Role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("way", ["token", "session"])
def test_everyone_declares_and_reads_their_own_whatever_their_role(world, role, way):
    client = getattr(world, f"by_{way}")(role)
    others = {"not_with": [world.members["admin" if role != "admin" else "lead"].pk]}
    answer = declare(world, client, **others)
    assert answer.status_code == 200
    told = client.get(f"/api/v1/availability/{world.campaign.slug}/")
    assert told.json() == answer.json()
    assert told.json()["area"]["type"] == "MultiPolygon"
    rest = {name: one for name, one in (DECLARED | others).items() if name != "area"}
    assert {name: told.json()[name] for name in rest} == rest


def test_what_can_be_declared_is_this_and_no_more():
    assert set(DeclarationOut().fields) == set(DECLARED)
    kept = {field.name for field in SealedAvailability._meta.get_fields()}
    assert kept == {"id", "organization", "key", "field", "sealed"}
    assert {field.name for field in AvailabilityKey._meta.get_fields()} == {
        "id",
        "organization",
        "membership",
        "campaign",
        "wrapped",
        "expires_on",
        "declared_with",
        "fields",
    }


@pytest.mark.parametrize("name", ["reason", "note", "why", "comment"])
def test_a_reason_is_refused_and_nothing_is_kept(world, name):
    answer = declare(world, world.by_token("canvasser"), **{name: "I would rather not say"})
    assert (answer.status_code, answer.json()["code"]) == (400, "field_unknown")
    assert "rather" not in answer.content.decode()
    assert not AvailabilityKey.objects.exists()


def test_an_area_over_all_the_ground_there_is_has_a_clear_code(world):
    west, south, east, north = -76.0, 39.0, -74.0, 41.0
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    area = {"type": "Polygon", "coordinates": [ring]}
    answer = declare(world, world.by_token("canvasser"), area=area)
    assert (answer.status_code, answer.json()["code"]) == (400, "area_covers_everything")
    bowtie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    answer = declare(world, world.by_token("canvasser"), area=bowtie)
    assert (answer.status_code, answer.json()["code"]) == (400, "area_invalid")
    assert not AvailabilityKey.objects.exists()


def test_a_shaky_outline_never_breaks_who_drew_it(world):
    ring = [[0, 0], [0.001, 0], [0.001, 0.001], [0.0005, 0.0000004], [0, 0.001], [0, 0]]
    shaky = {"type": "Polygon", "coordinates": [[[x - 75.1, y + 39.9] for x, y in ring]]}
    phone = world.by_token("canvasser")
    kept = declare(world, phone, area=shaky)
    told = phone.get(f"/api/v1/availability/{world.campaign.slug}/")
    assert (kept.status_code, told.status_code) == (200, 200)
    assert told.json() == kept.json()


def test_nobody_stays_apart_from_strangers_or_without_an_end(world):
    answer = declare(world, world.by_token("canvasser"), not_with=[10**9])
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    world.campaign.election_day = None
    world.campaign.save()
    answer = declare(world, world.by_token("canvasser"))
    assert (answer.status_code, answer.json()["code"]) == (400, "no_election_day")
    answer = world.by_token("canvasser").put(
        f"/api/v1/availability/{world.campaign.slug}/",
        json.dumps(["everything"]),
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "declaration_invalid")
