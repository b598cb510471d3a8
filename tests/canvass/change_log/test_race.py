"""Who follows by number misses nothing and reads nothing twice, whoever commits when."""

from collections.abc import Callable

import pytest
from django.db import connection

from canvass.models import Change
from tests.canvass.change_log.race import plain_cursor, race
from tests.chaos.plan import Plan
from tests.world import make_world

SECONDS = 3.0

pytestmark = pytest.mark.django_db(transaction=True)


def test_writers_against_readers(
    plan: Plan, record_property: Callable[[str, object], None]
) -> None:
    for turn in plan.turns("race", least=1):
        world = make_world()
        found = race(world, SECONDS, seed=plan.seed + turn)
        record_property("figures", f"{found} in {SECONDS:g} s")
        assert found.documents > 10
        assert (found.missed, found.doubled) == (0, 0)
        changes = Change.objects.filter(organization=world.organization)
        numbers = list(changes.exclude(seq=None).values_list("seq", flat=True))
        assert len(numbers) == len(set(numbers))
        plan.tally["changes raced for by 8 writers and 6 readers"] += found.revisions


def test_a_number_taken_at_the_time_of_writing_misses_some() -> None:
    """The same race goes wrong with a plain cursor, so it would show one."""
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite writers take turns: there the order of writing is that of commits")
    with plain_cursor():
        assert any(race(make_world(), SECONDS, seed=seed).missed for seed in range(10))
