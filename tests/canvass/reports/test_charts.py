"""Charts say what they draw: to eyes and to who listens, in every light."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.rate import Rate
from canvass.reports.charts.by_day import day_chart
from canvass.reports.charts.funnel import funnel
from canvass.reports.charts.heat_map import heat_map
from canvass.reports.charts.intervals import interval_chart
from canvass.reports.charts.palette import STEPS, STYLE, scale_top, step_of
from canvass.reports.charts.precinct_map import Area, precinct_map
from canvass.reports.charts.svg import standalone

NASTY = "<Turf & \"co\" 'x'> ]]>"
TOLD = {"title": f"Rates of {NASTY}", "description": "contacts / attempts"}


def rate(contacts, attempts):
    return Rate("contact_rate_knock", contacts, attempts, "knock", "contacts / attempts")


def square(column):
    return shapely.box(column, 40, column + 1, 41)


CHARTS = {
    "intervals": interval_chart([(NASTY, rate(3, 10)), ("none", rate(0, 0))], rate(3, 10), **TOLD),
    "heat map": heat_map({(17, 1): rate(3, 10), (19, 7): rate(1, 4)}, **TOLD),
    "days": day_chart([(date(2026, 10, 1), 10, 3), (date(2026, 10, 3), 0, 0)], **TOLD),
    "funnel": funnel([("issued", 20), ("attempted", 10), ("contacted", 0), ("talked", 0)], **TOLD),
    "precincts": precinct_map(
        [Area(NASTY, square(0), rate(3, 10)), Area("2", square(1), None)], **TOLD
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_one_picture_with_a_name_and_words(name):
    root = ElementTree.fromstring(standalone(CHARTS[name]))
    ids = {one.get("id"): one.text for one in root}
    named = root.get("aria-labelledby").split()
    assert root.get("role") == "img"
    assert [ids[one] for one in named] == [TOLD["title"], TOLD["description"]]


@pytest.mark.parametrize("name", CHARTS)
def test_colours_are_classes_that_the_style_knows(name):
    root = ElementTree.fromstring(CHARTS[name])
    for one in root.iter():
        assert one.get("fill") is None
        assert one.get("stroke") is None
        assert one.get("style") is None
        for class_ in (one.get("class") or "chart").split():
            assert f".{class_}" in STYLE, class_


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_in_a_chart_runs_or_is_fetched(name):
    root = ElementTree.fromstring(CHARTS[name])
    assert {one.tag.split("}")[1] for one in root.iter()} <= {
        *("svg", "title", "desc", "g", "rect", "line", "circle", "path", "text"),
    }


def test_few_attempts_get_no_colour():
    drawn = heat_map({(17, 1): rate(1, 4), (17, 2): rate(30, 60)}, **TOLD)
    assert drawn.count('class="chart-none"') == 2  # the cell and its place in the legend


@given(st.lists(st.floats(0, 1), max_size=20))
def test_every_share_has_a_class_and_order_is_kept(shares):
    top = scale_top(shares)
    steps = [step_of(share, top) for share in sorted(shares)]
    assert steps == sorted(steps)
    assert all(0 <= step < STEPS for step in steps)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 10**7), st.integers(0, 10**7)),
        min_size=1,
        max_size=20,
        unique_by=lambda one: one[0],
    )
)
def test_no_bar_leaves_the_picture(days):
    told = sorted(
        (date(2026, 1, 1) + timedelta(days=number), max(both), min(both)) for number, *both in days
    )
    drawn = day_chart(told, **TOLD)
    tops = [float(y) for y in re.findall(r'<rect x="[-\d.]+" y="([-\d.]+)"', drawn)]
    assert min(tops) >= 0


def test_light_and_dark_words_stand_out_from_what_they_stand_on():
    def brightness(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for step in range(STEPS):
        for colour in re.findall(rf"\.chart-step-{step} {{ fill: (#[0-9a-f]{{6}})", STYLE):
            ink = 1.0 if step >= 3 else brightness("#1a1f24")
            light, dark = sorted((brightness(colour), ink), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, colour
