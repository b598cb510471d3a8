"""Who follows by number misses nothing and reads nothing twice, whoever commits when."""

import os
from collections.abc import Callable

import pytest
from django.db import connection

from canvass.models import Change
from tests.canvass.change_log.race import plain_cursor, race
from tests.world import make_world

SECONDS = float(os.environ.get("CHANGE_LOG_SECONDS", "3"))

pytestmark = pytest.mark.django_db(transaction=True)


def test_writers_against_readers(record_property: Callable[[str, object], None]) -> None:
    found = race(make_world(), SECONDS, seed=1)
    record_property("figures", f"{found} in {SECONDS:g} s")
    assert found.documents > 10
    assert (found.missed, found.doubled) == (0, 0)
    numbers = list(Change.objects.exclude(seq=None).values_list("seq", flat=True))
    assert len(numbers) == len(set(numbers))


def test_a_number_taken_at_the_time_of_writing_misses_some() -> None:
    """The same race goes wrong with a plain cursor, so it would show one."""
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite writers take turns: there the order of writing is that of commits")
    with plain_cursor():
        assert race(make_world(), SECONDS, seed=1).missed > 0
