"""The filters of a report are read by name, and say the same of knocks as what is counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.models import Knock
from canvass.reports.counted import counted_knocks
from canvass.reports.filter_set import FilterUnreadable, ReportFilters, read_filters
from canvass.reports.filters import Filters
from tests import factories as make
from tests.canvass.services.knock_documents import Walk


def test_what_is_not_given_leaves_everything_in():
    assert read_filters({}) == Filters()
    assert read_filters({"turf": [], "precinct": None, "first_day": ""}) == Filters()


@given(
    turfs=st.lists(st.integers(1, 2**63 - 1), max_size=3),
    codes=st.lists(st.text("0123-aé", min_size=1, max_size=9), max_size=3),
    day=st.dates(date(2000, 1, 1)),
)
def test_what_is_given_is_read(turfs, codes, day):
    asked = {"turf": [str(one) for one in turfs], "precinct": codes, "last_day": day.isoformat()}

    assert read_filters(asked) == Filters(turfs=tuple(turfs), precincts=tuple(codes), last_day=day)


def test_every_filter_that_cannot_be_read_is_named():
    with pytest.raises(FilterUnreadable) as told:
        read_filters({"turf": ["1", "x"], "round": ["0"], "last_day": "soon"})

    assert set(told.value.problems) == {"turf", "round", "last_day"}
    assert "'x': Enter a whole number." in str(told.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["turf", "precinct", "round", "script", "language", "first_day", "last_day"]
)
def test_each_filter_keeps_the_knocks_that_are_counted_with_it(name):
    walk = Walk(doors=3)
    version = make.make_script_version(walk.campaign).pk
    walk.push(
        walk.not_home(0),
        walk.spoke(1, script_version=version),
        walk.spoke(2, "language", language_needed="es"),
    )
    values = {
        "turf": [str(walk.turf.pk)],
        "precinct": [walk.precinct.code, "none"],
        "round": ["2"],
        "script": [str(version)],
        "language": ["es"],
        "first_day": "2026-10-04",
        "last_day": "2026-10-03",
    }
    asked = {name: values[name]}

    kept = ReportFilters(asked, queryset=Knock.objects.all()).qs

    counted = counted_knocks(walk.campaign, read_filters(asked))
    assert set(kept.values_list("pk")) == set(counted.values_list("pk"))
    expected = {"script": 1, "language": 1, "round": 0, "first_day": 0}
    assert len(kept) == expected.get(name, 3)
