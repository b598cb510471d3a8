"""A report reads the same as table, CSV and JSON."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.reports.contact_rates import NO_KNOCKS, NOT_SUMMED, Breakdown, contact_rates
from canvass.reports.render import as_csv, as_json, as_table
from tests.canvass.services.knock_documents import Walk
from turf.models import Turf
from turf.neutralise import neutralise


@pytest.fixture
def report(db):
    walk = Walk(doors=6)
    Turf.objects.filter(pk=walk.turf.pk).update(name="=cmd|'/c calc'!A0")
    walk.push(*(walk.not_home(n) for n in range(3)), walk.spoke(3))
    return contact_rates(campaign=walk.campaign, by=Breakdown.TURF)


def test_the_table_shows_each_rate_with_its_parts_and_rule(report):
    table = as_table(report)
    assert "1/4  25.0%" in table
    assert "4/6  66.7%" in table
    assert NOT_SUMMED in table
    for rate in report.total.rates:
        assert f"{rate.unit}s: {rate.rule}" in table
    assert "[4.6%, 69.9%]" in table


def test_a_table_without_knocks_is_a_sentence(db):
    table = as_table(contact_rates(campaign=Walk().campaign))
    assert NO_KNOCKS in table
    assert "%" not in table


def test_csv_and_json_hold_the_same_figures(report):
    lines = list(csv.DictReader(StringIO(as_csv(report))))
    document = json.loads(as_json(report))
    rows = [*document["rows"], document["total"]]
    told = [*(row["rates"] for row in rows), document["whole"], document["outcomes"]["rates"]]
    figures = [figure for rates in told for figure in rates]
    assert len(lines) == len(figures)
    for line, figure in zip(lines, figures, strict=True):
        assert (line["rate"], line["unit"], line["rule"]) == (
            figure["rate"],
            figure["unit"],
            figure["rule"],
        )
        for name in ("value", "low", "high", "numerator", "denominator"):
            assert line[name] == ("" if figure[name] is None else str(figure[name]))
    assert {(line["knocks_received"], line["as_of"]) for line in lines} == {
        ("4", document["as_of"])
    }


def test_csv_runs_no_formula(report):
    assert {line["row"] for line in csv.DictReader(StringIO(as_csv(report)))} == {
        "'=cmd|'/c calc'!A0",
        "total",
    }


def test_a_day_is_written_as_iso(db):
    walk = Walk()
    walk.push(walk.not_home())
    document = json.loads(as_json(contact_rates(campaign=walk.campaign, by=Breakdown.DAY)))
    assert document["rows"][0]["key"] == "2026-10-03"
    assert document["by"] == "day"
    assert document["sync_completeness"]["rate"] == "sync_completeness"


@given(st.text())
def test_neutral_text_starts_no_formula_and_keeps_what_it_says(text):
    neutral = neutralise(text)
    assert not neutral.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert neutral.removeprefix("'") == text.removeprefix("'")
