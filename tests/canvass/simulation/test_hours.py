"""Simulated walks keep the campaign's hours, whenever the simulation is run."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from canvass.simulation.hours import last_walk
from turf.models import Campaign

NEW_YORK = ZoneInfo("America/New_York")


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.integers(1, 660),
)
def test_a_walk_is_within_the_hours_and_over(now, minutes):
    campaign = Campaign(time_zone="America/New_York", knock_from=time(9), knock_until=time(21))

    walk = last_walk(campaign=campaign, now=now, length=timedelta(minutes=minutes))
    began, ended = walk.began_at, walk.ends_at

    assert ended <= now
    assert ended - began == timedelta(minutes=minutes)
    assert now - ended < timedelta(days=2)
    local_began, local_ended = (one.astimezone(NEW_YORK).time() for one in (began, ended))
    assert time(9) <= local_began <= local_ended < time(21)
