"""What leaves here: in vendors' words, to whom it may, and the same figures when it comes back."""

import csv
import json
from contextlib import suppress
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.reports.contact_rates import Breakdown, contact_rates
from canvass.reports.export.canvass_rows import canvass_rows
from canvass.reports.export.mapping import MappingUnreadable, NotMapped, read_mapping
from canvass.reports.export.osdi import record_canvass
from canvass.reports.export.precincts import NotByPrecinct, as_features
from canvass.reports.export.read_back import NotOurCsv, read_back
from canvass.reports.export.van import canvass_response, van_csv
from canvass.reports.export.workbook import as_workbook
from canvass.reports.filters import Filters
from canvass.reports.render import as_csv
from tests import factories
from tests.canvass.services.knock_documents import Walk, withdrawal
from turf.models import Turf

pytestmark = pytest.mark.django_db

MAPPING = {
    "contact_type": 2,
    "results": {"not_home": 1, "refused": 5, "complete": 14},
    "questions": {"plan": {"id": 7001, "answers": {"yes": 1, "no": 2}}},
}


@pytest.fixture
def walk():
    walk = Walk(doors=5)
    version = factories.make_script_version(walk.campaign)
    answers = [
        {"question": "plan", "value": "yes"},
        {"question": "when", "value": "=in the morning"},
    ]
    undone = walk.spoke(4)
    outcomes = walk.push(
        walk.spoke(
            0,
            script_version=version.id,
            results=[
                {"person": walk.people[0].id, "disposition": "complete", "responses": answers}
            ],
        ),
        walk.spoke(1, "refused"),
        walk.not_home(2, results=[{"person": walk.people[2].id, "disposition": "not_home"}]),
        walk.not_home(3),
        undone,
        withdrawal(undone),
    )
    assert {one.outcome.value for one in outcomes} == {"applied"}
    return walk


def rows_of(walk):
    return list(canvass_rows(walk.campaign, Filters()))


def test_only_what_stands_of_named_people_is_exported(walk):
    found = {row.person_key: row.disposition.value for row in rows_of(walk)}
    keys = [person.key for person in walk.people]
    assert found == {keys[0]: "complete", keys[1]: "refused", keys[2]: "not_home"}


def test_van_csv_has_a_column_a_question_and_runs_no_formula(walk):
    text = "".join(van_csv(rows_of(walk), ["plan", "when"]))
    first = next(csv.DictReader(StringIO(text)))
    assert first == {
        "VANID": walk.people[0].key,
        "DateCanvassed": "10/03/2026",
        "Result": "complete",
        "plan": "yes",
        "when": "'=in the morning",
    }


def test_van_json_has_a_result_code_or_responses_never_both(walk):
    bodies = [canvass_response(row, read_mapping(MAPPING))["body"] for row in rows_of(walk)]
    for body in bodies:
        assert (body["resultCodeId"] is None) != (body["responses"] is None)
    assert bodies[0]["responses"] == [
        {"type": "SurveyResponse", "surveyQuestionId": 7001, "surveyResponseId": 1}
    ]
    assert bodies[1]["resultCodeId"] == 5
    assert bodies[0]["canvassContext"]["contactTypeId"] == 2


def test_what_the_mapping_does_not_know_is_named(walk):
    with pytest.raises(NotMapped, match="'complete'"):
        canvass_response(rows_of(walk)[0], read_mapping({}))


def test_osdi_says_success_with_an_empty_status_and_else_a_code(walk):
    bodies = [record_canvass(row, read_mapping(MAPPING))["body"] for row in rows_of(walk)]
    assert [body["canvass"]["status_code"] for body in bodies] == ["", 5, 1]
    assert [body["canvass"]["success"] for body in bodies] == [True, False, False]
    assert bodies[0]["add_answers"] == [{"question": 7001, "responses": [1]}]
    plain = record_canvass(rows_of(walk)[2], read_mapping({}))["body"]["canvass"]
    assert (plain["status_code"], plain["contact_type"]) == ("not-home", "in-person")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["results", "questions", "id", "answers", "x"]), inner, max_size=3
            )
        ),
        max_leaves=8,
    )
)
def test_a_mapping_is_read_or_refused(document):
    with suppress(MappingUnreadable):
        assert read_mapping(document).results is not None


def test_the_command_refuses_before_it_writes(walk, tmp_path):
    out = tmp_path / "out.csv"
    asked = ["--campaign", walk.campaign.slug, "--format", "van_csv", "--out", str(out)]
    with pytest.raises(CommandError, match="hands nothing to a party"):
        call_command(
            "export_canvass",
            *asked,
            "--recipient",
            "X",
            "--recipient-kind",
            "party",
            "--purpose",
            "y",
        )
    assert not out.exists()
    call_command("export_canvass", *asked, "--purpose", "our own VAN")
    assert len(out.read_text().splitlines()) == 1 + 3


def test_the_command_says_what_it_left_out(walk, tmp_path, capsys):
    out, mapping = tmp_path / "out.jsonl", tmp_path / "van.json"
    mapping.write_text(json.dumps({"results": {"refused": 5, "complete": 14}}))
    with pytest.raises(SystemExit) as ended:
        call_command(
            "export_canvass",
            *("--campaign", walk.campaign.slug, "--format", "van_json", "--mapping", str(mapping)),
            *("--out", str(out), "--purpose", "our own VAN"),
        )
    assert ended.value.code == 3
    assert "1 left out: results: say what 'not_home' is called there" in capsys.readouterr().err
    assert len(out.read_text().splitlines()) == 2


def test_who_hangs_up_in_the_middle_leaves_nothing_open(walk):
    rows = canvass_rows(walk.campaign, Filters())
    next(rows)
    rows.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_cursors")
            assert cursor.fetchone() == (0,)


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(name=st.one_of(NAMES, st.sampled_from(["=1+1", "@x", "-2", "+3", "it's", "'quoted"])))
def test_what_is_exported_and_read_back_is_the_same_table(walk, name):
    Turf.objects.filter(pk=walk.turf.pk).update(name=name)
    report = contact_rates(campaign=walk.campaign, by=Breakdown.TURF)
    figures = read_back(as_csv(report))
    told = [(row, rate) for row in report.rows for rate in row.rates]
    beside = (*report.total.rates, *report.whole, *report.outcome_rates)
    told += [(report.total, rate) for rate in beside]
    assert [
        (one.row, one.knocks, one.rate, one.value, one.numerator, one.denominator, one.rule)
        for one in figures
    ] == [
        (
            *(row.label, row.counts.knocks, rate.name),
            *(rate.value, rate.numerator, rate.denominator, rate.rule),
        )
        for row, rate in told
    ]


def test_another_file_is_not_taken_for_a_report():
    with pytest.raises(NotOurCsv):
        read_back("a,b\n1,2\n")


def test_a_workbook_holds_words_as_words(walk):
    Turf.objects.filter(pk=walk.turf.pk).update(name="=1+1")
    with as_workbook(contact_rates(campaign=walk.campaign, by=Breakdown.TURF)) as file:
        content = BytesIO(file.read())
    with ZipFile(content) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"'=1+1" in sheet
    rows = list(ElementTree.fromstring(sheet).findall(".//{*}row"))
    assert len(rows) == 1 + 6 + 6 + 3 + 17


def test_features_carry_each_precincts_figures(walk):
    report = contact_rates(campaign=walk.campaign, by=Breakdown.PRECINCT)
    found = json.loads("".join(as_features(report, walk.campaign)))
    [feature] = found["features"]
    assert feature["geometry"]["type"] == "MultiPolygon"
    assert feature["properties"]["counts"]["knocks"] == 4
    with pytest.raises(NotByPrecinct):
        as_features(contact_rates(campaign=walk.campaign), walk.campaign)
