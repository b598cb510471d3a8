"""What a browser, or a cache between, may keep of an answer: nothing, unless the answer says so."""

import pytest
from django.urls import reverse

from tests.world import make_world
from turf.models import Role

pytestmark = pytest.mark.django_db

PLAIN = ["/", "/nothing/", "/api/v1/nothing/", "/api/v1/schema/", "/api/v1/docs/"]


@pytest.mark.parametrize("path", PLAIN)
@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.CANVASSER])
def test_pages_problems_and_descriptions_are_kept_by_nobody(path, role):
    answer = make_world().by_session(role).get(path)

    assert answer["Cache-Control"] == "private, no-store"


def test_an_answer_that_says_how_it_may_be_kept_is_left_alone():
    world = make_world()

    drawn = world.by_session(Role.DIRECTOR).get(
        reverse("map_precincts"), {"campaign": world.campaign.pk}
    )

    assert "no-store" not in drawn["Cache-Control"]
