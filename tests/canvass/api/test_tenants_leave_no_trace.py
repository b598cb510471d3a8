"""What one organization is answered does not depend on what others have, to the byte.

Asked is every list with every filter, before and after another organization with the same slugs,
codes and numbers comes to be on the same ground.
"""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.world import make_list, make_world
from turf.models import Campaign, Precinct, Role, Turf, WalkList

pytestmark = pytest.mark.django_db

BOX = "-75.159,39.951,-75.155,39.955"
WORLD_BOX = "-180,-90,180,90"


def questions(world):
    """Every list, plain and by each filter; then every detail."""
    campaign, precinct = world.campaign.slug, world.precinct.code
    ground = ["", f"?campaign={campaign}", f"?in_bbox={BOX}", f"?in_bbox={WORLD_BOX}"]
    asked = {
        "campaigns": [""],
        "precincts": [*ground, f"?code={precinct}", "?ward=1", "?format=geojson", "?limit=1"],
        "turfs": [
            *ground,
            f"?cut={world.turf.cut_id}",
            f"?precinct={precinct}",
            "?format=geojson",
            "?limit=1",
        ],
        "cuts": ["", f"?campaign={campaign}", "?limit=1"],
        "walk-lists": [
            "",
            f"?campaign={campaign}",
            "?state=ready",
            f"?number={world.walk_list.number}",
            f"?precinct={precinct}",
            "?limit=1",
        ],
        "assignments": ["", "?state=accepted", f"?walk_list={world.walk_list.pk}", "?limit=1"],
    }
    details = [
        f"campaigns/{campaign}/",
        f"precincts/{world.precinct.pk}/",
        f"turfs/{world.turf.pk}/",
        f"cuts/{world.turf.cut_id}/",
        f"cuts/{world.turf.cut_id}/edits/",
        f"walk-lists/{world.walk_list.pk}/",
        f"assignments/{world.assignment.pk}/",
    ]
    lists = [f"{path}/{query}" for path, queries in asked.items() for query in queries]
    return [f"/api/v1/{path}" for path in lists + details]


def answers(client, urls):
    told = {}
    for url in urls:
        response = client.get(url)
        told[url] = response.status_code, response.content
        if b'"next":"http' in response.content:
            following = client.get(response.json()["next"])
            told[f"{url} next"] = following.status_code, following.content
    return told


def make_twin(world):
    """Another organization with the same slugs, codes, names and numbers on the same ground."""
    twin = make_world()
    same = {"slug": world.campaign.slug, "name": world.campaign.name}
    Campaign.objects.filter(pk=twin.campaign.pk).update(**same)
    Precinct.objects.filter(pk=twin.precinct.pk).update(code=world.precinct.code)
    Turf.objects.filter(pk=twin.turf.pk).update(name=world.turf.name)
    WalkList.objects.filter(pk=twin.walk_list.pk).update(
        number=world.walk_list.number, name=world.walk_list.name
    )
    for column in range(2, 5):
        make_list(twin.campaign, twin.turf.cut, column)
    shared = make.make_member(twin.organization, Role.ADMIN, user=world.members["lead"].user)
    make.make_token(shared)
    return twin


@pytest.mark.parametrize("role", ["admin", "lead", "canvasser", "analyst"])
def test_another_organizations_data_changes_no_byte(role, monkeypatch):
    world = make_world()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    urls = questions(world)
    client = world.by_token(role)

    before = answers(client, urls)
    make_twin(world)
    after = answers(client, urls)

    assert after == before
    assert any(status == 200 and b'"results":[{' in body for status, body in before.values())


@pytest.mark.parametrize("path", ["precincts", "cuts", "turfs", "walk-lists", "assignments"])
def test_another_organizations_names_find_nothing(path):
    world, other = make_world(), make_world()
    lead = world.by_session("lead")
    filters = {
        "precincts": {"campaign": other.campaign.slug, "code": other.precinct.code},
        "cuts": {"campaign": other.campaign.slug},
        "turfs": {"campaign": other.campaign.slug, "cut": other.turf.cut_id},
        "walk-lists": {"campaign": other.campaign.slug, "number": other.walk_list.number},
        "assignments": {"walk_list": other.walk_list.pk},
    }

    for name, value in filters[path].items():
        answer = lead.get(f"/api/v1/{path}/", {name: value})
        assert answer.status_code == 200
        assert answer.json()["results"] == [], name
