"""D4: for the solver, planned finish plus travel is never later than home-by."""

from datetime import timedelta

import pytest
from django.test import Client

from canvass.models import Assignment
from canvass.services.availability.propose_hand_outs import propose_hand_outs
from canvass.services.shifts.start_shift import start_shift
from tests import factories as make
from tests.canvass.dignity.canaries import declare
from tests.canvass.dignity.shifts import make_shift
from tests.world import make_list

NOTHING = {"area": None, "not_with": [], "not_on_weekdays": [], "not_on_dates": []}
NOTHING |= {"no_stairs": False, "no_dogs": False}


@pytest.fixture
def crew(world, clock, nobody_sits_out):
    """Make a shift at noon in New York; lists take two hours, and one person is 30 minutes off."""
    people = [make.make_member(world.organization, "canvasser") for _ in range(3)]
    noon = clock.now.replace(hour=16, minute=0, second=0)
    shift = make_shift(world.campaign, *people, starts_at=noon, briefing_minutes=30)
    for column in range(3):
        make_list(world.campaign, world.turf.cut, 5 + column)
    return shift, people


def offers_to(one, shift, at):
    Assignment.objects.filter(state="offered").delete()
    propose_hand_outs(shift=shift, numbers=(), in_pairs=False, script_version=None, at=at)
    return Assignment.objects.filter(holders=one).count()


def say(world, one, home_by):
    phone = Client(headers={"Authorization": f"Token {make.make_token(one)}"})
    said = declare(world, phone, **NOTHING, home_by=home_by, travel_minutes=30)
    assert said.status_code == 200


@pytest.mark.parametrize(("home_by", "lists"), [("15:00", 1), ("14:59", 0)])
def test_who_would_be_home_a_minute_late_gets_no_list(world, crew, clock, home_by, lists):
    shift, (one, *_) = crew
    say(world, one, home_by)
    assert offers_to(one, shift, clock.now) == lists


@pytest.mark.parametrize(("minutes", "lists"), [(30, 1), (31, 0)])
def test_it_is_worked_out_from_the_actual_start(world, crew, minutes, lists):
    shift, (one, *others) = crew
    say(world, one, "15:00")
    start_shift(shift=shift, at=shift.starts_at)
    at = shift.starts_at + timedelta(minutes=minutes)
    assert offers_to(one, shift, at) == lists
    assert [Assignment.objects.filter(holders=other).count() for other in others] == [1, 1]


def test_what_was_proposed_the_evening_before_is_worked_out_again(world, crew):
    shift, (one, *_) = crew
    say(world, one, "15:00")
    assert offers_to(one, shift, shift.starts_at - timedelta(days=1)) == 1
    start_shift(shift=shift, at=shift.starts_at)
    assert offers_to(one, shift, shift.starts_at + timedelta(minutes=31)) == 0
