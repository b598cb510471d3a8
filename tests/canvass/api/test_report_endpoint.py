"""Contact rates over HTTP."""

import csv
from hashlib import sha256
from io import StringIO

import pytest

from canvass.models import ExportRecord
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
def director(walk, client):
    client.force_login(make.make_member(walk.organization, "director").user)
    return client


def ask(client, walk, status=200, **query):
    response = client.get(URL, {"campaign": walk.campaign.slug, **query})
    assert response.status_code == status, response.content
    return response.json()


def take_out(client, walk, form="csv", **query):
    """Ask for a file, and read it whole."""
    asked = {"campaign": walk.campaign.slug, "format": form, **query}
    response = client.get(URL, asked)
    assert response.status_code == 200, response.content
    return response, b"".join(response.streaming_content)


def rate(row, name):
    [found] = [rate for rate in row["rates"] if rate["rate"] == name]
    return found["numerator"], found["denominator"], found["value"]


def test_the_rates_of_a_campaign_come_with_what_they_are_made_of(director, walk):
    report = ask(director, walk)

    assert report["campaign"] == walk.campaign.slug
    assert report["by"] is None
    assert report["rows"] == []
    assert rate(report["total"], "contact_rate_knock") == (1, 3, pytest.approx(1 / 3))
    assert rate(report["total"], "attempt_rate") == (3, 4, 0.75)
    assert report["sync_completeness"]["numerator"] == 3


@pytest.mark.parametrize("by", ["turf", "precinct", "day", "hour", "weekday", "round", "script"])
def test_knocks_of_the_rows_add_up_to_the_total(director, walk, by):
    report = ask(director, walk, by=by)

    assert report["by"] == by
    assert sum(row["counts"]["knocks"] for row in report["rows"]) == 3


def test_each_filter_narrows(director, walk):
    _, turf, _ = make_list(walk.campaign, walk.turf.cut, 3)

    def knocks(**query):
        return ask(director, walk, **query)["total"]["counts"]["knocks"]

    assert knocks(turf=walk.turf.pk) == 3
    assert knocks(turf=turf.pk) == 0
    assert knocks(turf=[walk.turf.pk, turf.pk]) == 3
    assert knocks(precinct=walk.precinct.code) == 3
    assert knocks(language="es") == 0
    assert knocks(round=2) == 0
    assert knocks(script=make.make_script_version(walk.campaign).pk) == 0
    assert knocks(first_day="2026-10-03", last_day="2026-10-03") == 3
    assert knocks(last_day="2026-10-02") == 0


def test_csv_holds_the_same_figures(director, walk):
    response, content = take_out(director, walk, by="turf")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(StringIO(content.decode())))
    document = ask(director, walk, by="turf")
    rates = [row["rates"] for row in (*document["rows"], document["total"])]
    rates += [document["whole"], document["outcomes"]["rates"]]
    told = [figure for some in rates for figure in some]
    assert [(row["rate"], float(row["numerator"])) for row in rows] == [
        (figure["rate"], figure["numerator"]) for figure in told
    ]


def test_a_turfs_name_is_no_formula_in_csv(director, walk):
    walk.turf.name = "=HYPERLINK(1)"
    walk.turf.save()

    _, content = take_out(director, walk, by="turf")

    assert b"'=HYPERLINK(1)" in content


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson"])
def test_what_is_taken_out_is_on_record_for_whom_and_what_for(director, walk, form):
    named = {"recipient": "The Fund", "recipient_kind": "funder", "purpose": "yearly report"}
    _, content = take_out(director, walk, form, by="precinct", **named)

    [record] = ExportRecord.objects.filter(campaign=walk.campaign)
    assert record.sha256 == sha256(content).hexdigest()
    assert (record.kind, record.rows, record.made_by.role) == ("report", 1, "director")
    assert (record.recipient, record.recipient_kind) == ("The Fund", "funder")
    assert record.purpose == "yearly report"


def test_what_is_only_looked_at_and_what_is_known_already_is_no_export(director, walk):
    ask(director, walk, by="turf")
    response, _ = take_out(director, walk, by="turf")
    query = {"campaign": walk.campaign.slug, "by": "turf", "format": "csv"}
    again = director.get(URL, query, headers={"If-None-Match": response["ETag"]})

    assert again.status_code == 304
    [record] = ExportRecord.objects.filter(campaign=walk.campaign)
    assert (record.recipient, record.recipient_kind) == ("own use", "own")


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"recipient": "Ana for DA", "recipient_kind": "candidate"}, "recipient_refused"),
        ({"recipient": "somebody"}, "recipient_unclear"),
        ({"purpose": "a\x1bb"}, "recipient_unclear"),
    ],
)
def test_a_file_for_whom_it_may_not_go_to_is_refused(director, walk, named, code):
    walk.organization.profile = "c3_strict"
    walk.organization.save()

    assert ask(director, walk, status=400, format="csv", **named)["code"] == code
    assert not ExportRecord.objects.exists()


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
def test_what_cannot_be_asked_is_refused_by_name(director, walk, field, value):
    assert set(ask(director, walk, status=400, **{field: value})["fields"]) == {field}


def test_a_range_that_ends_before_it_begins_is_refused(director, walk):
    problem = ask(director, walk, status=400, first_day="2026-10-04", last_day="2026-10-03")

    assert problem["code"] == "dates_reversed"


def test_a_report_needs_a_campaign_of_ones_own(director, walk):
    assert set(director.get(URL).json()["fields"]) == {"campaign"}
    other = make.make_campaign(make.make_organization())
    assert director.get(URL, {"campaign": other.slug}).status_code == 404


def test_another_organizations_knocks_change_no_byte(director, walk, monkeypatch):
    from django.utils import timezone

    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    query = {"campaign": walk.campaign.slug, "by": "precinct"}

    before = director.get(URL, query).content
    theirs = Walk(campaign=None)
    theirs.campaign.slug = walk.campaign.slug
    theirs.campaign.save()
    theirs.push(theirs.spoke(0), theirs.not_home(1))

    assert director.get(URL, query).content == before


def test_the_cost_does_not_grow_with_rows(director, walk, count_queries):
    query = {"campaign": walk.campaign.slug, "by": "turf"}

    few = count_queries(lambda: director.get(URL, query))
    for column in range(3, 6):
        make_list(walk.campaign, walk.turf.cut, column)

    assert count_queries(lambda: director.get(URL, query)) == few


def test_several_breakdowns_at_once_and_figures_by_knock(director, walk):
    report = ask(director, walk, by="hour,weekday", figures="knocks")

    assert report["by"] == "hour,weekday"
    assert {row["key"][1] for row in report["rows"]} == {6}
    assert sum(row["counts"]["knocks"] for row in report["rows"]) == 3
    assert report["outcomes"] is None
    assert {rate["unit"] for rate in report["total"]["rates"]} == {"knock"}
    assert report["rows"] == ask(director, walk, by=["hour", "weekday"], figures="knocks")["rows"]


@pytest.mark.parametrize(
    ("query", "field", "names"),
    [
        ({"mood": "good"}, "mood", "precinct, round, script"),
        ({"by": "mood"}, "by", "turf, precinct, day, hour"),
        ({"by": "day,hour,turf,round"}, "by", "at most 3"),
    ],
)
def test_what_is_unknown_is_named_with_what_is_known(director, walk, query, field, names):
    assert names in str(ask(director, walk, status=400, **query)["fields"][field])


@pytest.mark.parametrize("what", ["turf", "precinct", "script"])
def test_what_is_misspelt_or_a_strangers_is_not_there(director, walk, what):
    other = Walk()
    theirs = {
        "turf": other.turf.pk,
        "precinct": other.precinct.code,
        "script": make.make_script_version(other.campaign).pk,
    }

    problem = ask(director, walk, status=404, **{what: [theirs[what]]})

    assert problem["code"] == "not_found"
    assert str(theirs[what]) in str(problem)


def test_rows_come_in_pages_that_together_are_all_rows(director, walk):
    for column in range(3, 6):
        make_list(walk.campaign, walk.turf.cut, column)
    whole = ask(director, walk, by="turf")

    first, second = (ask(director, walk, by="turf", limit=1, offset=at) for at in (0, 1))

    assert [first["row_count"], second["row_count"]] == [whole["row_count"]] * 2
    assert first["rows"] + second["rows"] == whole["rows"][:2]
    assert first["total"] == whole["total"]


def test_a_dashboard_that_asks_again_hears_of_news_only(director, walk):
    query = {"campaign": walk.campaign.slug, "by": "hour"}
    tag = director.get(URL, query)["ETag"]

    assert director.get(URL, query, headers={"If-None-Match": tag}).status_code == 304
    walk.push(walk.spoke(3))
    fresh = director.get(URL, query, headers={"If-None-Match": tag})
    assert (fresh.status_code, fresh["ETag"] == tag) == (200, False)


def test_a_snapshot_gives_the_same_bytes_though_knocks_come_in(director, walk):
    query = f"campaign={walk.campaign.slug}&by=turf"
    made = director.post(f"/api/v1/reports/snapshots/?{query}")
    assert made.status_code == 201, made.content
    before = director.get(made.json()["url"])

    walk.push(walk.spoke(3))

    after = director.get(made["Location"])
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert after.json()["total"]["counts"]["knocks"] == 3
    tagged = director.get(made["Location"], headers={"If-None-Match": after["ETag"]})
    assert tagged.status_code == 304


def test_who_sees_aggregates_only_sees_no_row_of_few(walk, client):
    client.force_login(make.make_member(walk.organization, "analyst").user)
    busy = Walk(doors=12, organization=walk.organization, campaign=walk.campaign)
    busy.push(*(busy.not_home(n) for n in range(12)))
    third = Walk(doors=12, organization=walk.organization, campaign=walk.campaign)
    third.push(*(third.not_home(n) for n in range(11)))

    report = ask(client, walk, by="turf")

    by_turf = {row["key"]: row for row in report["rows"]}
    assert by_turf[walk.turf.pk]["is_withheld"]
    assert by_turf[walk.turf.pk]["counts"] is None
    assert by_turf[walk.turf.pk]["rates"] == []
    assert by_turf[third.turf.pk]["is_withheld"]
    assert by_turf[busy.turf.pk]["counts"]["knocks"] == 12
    assert report["total"]["counts"]["knocks"] == 26
    assert "withheld" in report["notes"][-1]
    _, exported = take_out(client, walk, by="turf")
    assert exported.decode().count("withheld") == 2
