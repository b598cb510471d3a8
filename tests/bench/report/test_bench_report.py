"""The dashboards' bench runs, small, and asks tallies and plain SQL for the same rows."""

import pytest

from canvass.models import ScriptVersion
from tests.bench.report.ask import ask
from tests.bench.report.ground import lay, tally
from tests.bench.report.questions import questions

pytestmark = pytest.mark.django_db


def test_the_tallies_and_plain_sql_give_each_dashboard_the_same_rows():
    campaign = lay(600)
    tally(campaign)
    script = ScriptVersion.objects.order_by("pk")[0].pk
    [by_turf, by_day, *_] = [
        ask(campaign, one, times=1, plain_times=1) for one in questions(script)
    ]
    assert by_turf.startswith("| by turf | 13 |")
    assert by_day.startswith("| by day | 13 |")
