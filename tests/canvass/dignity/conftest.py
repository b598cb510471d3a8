"""What tests of the dignity rules share."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests import factories as make
from tests.canvass.dignity.shifts import make_shift
from tests.world import make_list, make_world

NOW = datetime(2026, 10, 3, 14, 5, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    """Start each test, and what comes after it, with throttles at nought."""
    cache.clear()
    yield
    cache.clear()


class Clock:
    """The time of the whole application."""

    def __init__(self):
        self.now = NOW

    def pass_by(self, **delta):
        """Let some time go by."""
        self.now += timedelta(**delta)
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """Hold the time still."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def world(db, clock):
    """Make an organization at work, on a Saturday morning in New York."""
    return make_world(phone="+1 215 555 0100", name="Neighbors Vote")


@pytest.fixture
def nobody_sits_out(monkeypatch):
    """Leave nothing to chance."""
    monkeypatch.setattr("canvass.services.availability.propose_hand_outs.SITS_OUT", 0)


@pytest.fixture
def crew(world, nobody_sits_out):
    """Make three people of a shift, without lists, and three lists that are ready."""
    people = [make.make_member(world.organization, "canvasser") for _ in range(3)]
    shift = make_shift(world.campaign, *people)
    lists = [make_list(world.campaign, world.turf.cut, 5 + column)[2] for column in range(3)]
    return shift, people, lists
