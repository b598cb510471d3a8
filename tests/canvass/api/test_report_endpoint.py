"""Contact rates over HTTP."""

import csv
from io import StringIO

import pytest

from tests import factories as make
from tests.canvass.services.knock_documents import Walk
from tests.world import make_list

pytestmark = pytest.mark.django_db

URL = "/api/v1/reports/contact-rates/"


@pytest.fixture
def walk():
    walk = Walk(doors=4)
    outcomes = walk.push(walk.not_home(0), walk.not_home(1), walk.spoke(2))
    assert [outcome.outcome.value for outcome in outcomes] == ["applied"] * 3
    return walk


@pytest.fixture
def analyst(walk, client):
    client.force_login(make.make_member(walk.organization, "analyst").user)
    return client


def ask(client, walk, status=200, **query):
    response = client.get(URL, {"campaign": walk.campaign.slug, **query})
    assert response.status_code == status, response.content
    return response.json()


def rate(row, name):
    [found] = [rate for rate in row["rates"] if rate["rate"] == name]
    return found["numerator"], found["denominator"], found["value"]


def test_the_rates_of_a_campaign_come_with_what_they_are_made_of(analyst, walk):
    report = ask(analyst, walk)

    assert report["campaign"] == walk.campaign.slug
    assert report["by"] is None
    assert report["rows"] == []
    assert rate(report["total"], "contact_rate_knock") == (1, 3, pytest.approx(1 / 3))
    assert rate(report["total"], "attempt_rate") == (3, 4, 0.75)
    assert report["sync_completeness"]["numerator"] == 3


@pytest.mark.parametrize("by", ["turf", "precinct", "day", "hour", "weekday", "round", "script"])
def test_knocks_of_the_rows_add_up_to_the_total(analyst, walk, by):
    report = ask(analyst, walk, by=by)

    assert report["by"] == by
    assert sum(row["counts"]["knocks"] for row in report["rows"]) == 3


def test_each_filter_narrows(analyst, walk):
    _, turf, _ = make_list(walk.campaign, walk.turf.cut, 3)

    def knocks(**query):
        return ask(analyst, walk, **query)["total"]["counts"]["knocks"]

    assert knocks(turf=walk.turf.pk) == 3
    assert knocks(turf=turf.pk) == 0
    assert knocks(turf=[walk.turf.pk, turf.pk]) == 3
    assert knocks(precinct=walk.precinct.code) == 3
    assert knocks(precinct="none") == 0
    assert knocks(round=2) == 0
    assert knocks(script=1) == 0
    assert knocks(first_day="2026-10-03", last_day="2026-10-03") == 3
    assert knocks(last_day="2026-10-02") == 0


def test_csv_holds_the_same_figures(analyst, walk):
    response = analyst.get(URL, {"campaign": walk.campaign.slug, "by": "turf", "format": "csv"})

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(StringIO(response.content.decode())))
    document = ask(analyst, walk, by="turf")
    told_in = [*document["rows"], document["total"], document["outcomes"]]
    told = [figure for row in told_in for figure in row["rates"]]
    assert [(row["rate"], float(row["numerator"])) for row in rows] == [
        (figure["rate"], figure["numerator"]) for figure in told
    ]


def test_a_turfs_name_is_no_formula_in_csv(analyst, walk):
    walk.turf.name = "=HYPERLINK(1)"
    walk.turf.save()

    response = analyst.get(URL, {"campaign": walk.campaign.slug, "by": "turf", "format": "csv"})

    assert b"'=HYPERLINK(1)" in response.content


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("by", "mood"),
        ("turf", "x"),
        ("turf", 2**63),
        ("round", 0),
        ("precinct", "\0"),
        ("first_day", "yesterday"),
        ("turf", ["1"] * 201),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(analyst, walk, field, value):
    assert set(ask(analyst, walk, status=400, **{field: value})["fields"]) == {field}


def test_a_range_that_ends_before_it_begins_is_refused(analyst, walk):
    problem = ask(analyst, walk, status=400, first_day="2026-10-04", last_day="2026-10-03")

    assert problem["code"] == "dates_reversed"


def test_a_report_needs_a_campaign_of_ones_own(analyst, walk):
    assert set(analyst.get(URL).json()["fields"]) == {"campaign"}
    other = make.make_campaign(make.make_organization())
    assert analyst.get(URL, {"campaign": other.slug}).status_code == 404


def test_another_organizations_knocks_change_no_byte(analyst, walk, monkeypatch):
    from django.utils import timezone

    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    query = {"campaign": walk.campaign.slug, "by": "precinct"}

    before = analyst.get(URL, query).content
    theirs = Walk(campaign=None)
    theirs.campaign.slug = walk.campaign.slug
    theirs.campaign.save()
    theirs.push(theirs.spoke(0), theirs.not_home(1))

    assert analyst.get(URL, query).content == before


def test_the_cost_does_not_grow_with_rows(analyst, walk, count_queries):
    query = {"campaign": walk.campaign.slug, "by": "turf"}

    few = count_queries(lambda: analyst.get(URL, query))
    for column in range(3, 6):
        make_list(walk.campaign, walk.turf.cut, column)

    assert count_queries(lambda: analyst.get(URL, query)) == few
