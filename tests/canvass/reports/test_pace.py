"""Doors an hour: what SQL adds up over all walks is what the rule says of each of them."""

import random
from datetime import timedelta
from uuid import UUID

import pytest

from canvass.models import Knock
from canvass.rates.operational import LONGEST_GAP_S, doors_per_hour
from canvass.reports.contact_rates import contact_rates
from canvass.reports.filters import Filters
from canvass.reports.pace import pace_of
from tests.canvass.services.knock_documents import NOON, Walk

pytestmark = pytest.mark.django_db


def walk_about(draw: random.Random, doors: int, **same) -> Walk:
    """Knock at each door once, with breaks and batches of neighbours here and there."""
    walk = Walk(doors=doors, **same)
    seconds, batch = 0, None
    for door in range(doors):
        seconds += draw.choice([0, 20, 90, 600, 1200, 1201, 4000])
        batch = draw.choice([None, None, batch, UUID(int=draw.randrange(1, 4))])
        at = NOON - timedelta(hours=10) + timedelta(seconds=seconds)
        known = {"batch": str(batch)} if batch else {}
        walk.push(walk.not_home(door, knocked_at=at.isoformat(), **known))
    return walk


def by_the_rule(walks: list[Walk], longest_gap_s: float | None) -> tuple[int, float]:
    gaps, hours = 0, 0.0
    for walk in walks:
        knocks = Knock.objects.filter(walk_list=walk.walk_list).order_by("corrected_at", "pk")
        pace = doors_per_hour(
            [knock.corrected_at.timestamp() for knock in knocks],
            [knock.batch for knock in knocks],
            longest_gap_s=longest_gap_s,
        )
        gaps, hours = gaps + int(pace.numerator), hours + pace.denominator
    return gaps, hours


@pytest.mark.parametrize("seed", range(4))
def test_the_pace_of_the_whole_is_that_of_its_walks_by_the_rule(seed):
    draw = random.Random(seed)
    first = walk_about(draw, 15)
    same = {"organization": first.organization, "campaign": first.campaign}
    walks = [first, *(walk_about(draw, doors, **same) for doors in (15, 4, 20))]

    quick, raw = pace_of(first.campaign, Filters())

    assert (quick.numerator, quick.denominator) == pytest.approx(by_the_rule(walks, LONGEST_GAP_S))
    assert (raw.numerator, raw.denominator) == pytest.approx(by_the_rule(walks, None))
    assert contact_rates(campaign=first.campaign).whole[-2:] == (quick, raw)


def test_nobodys_pace_is_told_nor_that_of_few_nor_of_a_part():
    draw = random.Random(7)
    first = walk_about(draw, 15)
    same = {"organization": first.organization, "campaign": first.campaign}
    walk_about(draw, 15, **same)
    assert pace_of(first.campaign, Filters()) == ()

    walk_about(draw, 15, **same)
    assert pace_of(first.campaign, Filters()) != ()
    assert pace_of(first.campaign, Filters(turfs=(first.turf.pk,))) == ()
    Knock.objects.filter(walk_list=first.walk_list).update(faded_as=UUID(int=1), membership=None)
    assert pace_of(first.campaign, Filters()) == ()
