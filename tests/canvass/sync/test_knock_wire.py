"""Reading a knock: any JSON gives a knock or a coded problem, and nothing is lost on the way."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.rates.dispositions import Disposition
from canvass.sync.json_fields import WireProblem
from canvass.sync.knock_wire import KNOWN_FIELDS, LONGEST_NOTE, parse_knock, wire_knock
from tests.canvass.sync.knock_strategies import json_values, knocks, uuid7s

ID = "0199a8c0-0000-7000-8000-000000000001"
PARENT = "0199a8c0-0000-7000-8000-000000000002"
COMPLETE = {
    "person": 7,
    "disposition": "complete",
    "responses": [{"question": "plan", "value": "early", "language": "en"}],
}
DOCUMENT = {
    "id": ID,
    "device_seq": 3,
    "walk_list": "8d1f4a2e-1c3b-4f7a-9a55-7e2f0c6b1d90",
    "door": 12,
    "answered": True,
    "results": [COMPLETE],
    "knocked_at": "2026-10-03T17:05:00.250-04:00",
    "script_version": 4,
}


@given(knocks())
def test_what_is_written_reads_back_as_the_same_knock(knock):
    over_the_air = json.loads(json.dumps(wire_knock(knock)))
    assert parse_knock(over_the_air) == knock


@given(json_values)
def test_any_json_value_gives_a_knock_or_a_coded_problem(value):
    with pytest.raises(WireProblem) as problem:
        parse_knock(value)
    assert problem.value.code
    assert problem.value.message


@given(knocks(), st.sampled_from(sorted(KNOWN_FIELDS)), json_values)
def test_any_value_in_any_field_gives_a_knock_or_a_problem_with_that_field(knock, name, value):
    depends_on_it = {"answered": "results", "results": "supersedes", "id": "supersedes"}
    with suppress(WireProblem):
        parse_knock(wire_knock(knock) | {name: value})
        return
    with pytest.raises(WireProblem) as problem:
        parse_knock(wire_knock(knock) | {name: value})
    assert problem.value.field.startswith((name, depends_on_it.get(name, name)))


@given(knocks(), st.dictionaries(st.text(), json_values, max_size=3))
def test_unknown_fields_are_kept_as_they_came(knock, unknown):
    unknown = {name: value for name, value in unknown.items() if name not in KNOWN_FIELDS}
    assert repr(parse_knock(wire_knock(knock) | unknown).unknown) == repr(unknown)


@given(knocks(), uuid7s)
def test_an_undo_names_what_it_takes_back(knock, parent):
    withdrawn = [{"person": None, "disposition": "withdrawn"}]
    document = wire_knock(knock) | {"results": withdrawn, "supersedes": str(parent)}
    if parent != knock.id:
        assert parse_knock(document).is_withdrawal


def test_a_plain_knock_reads_as_it_says():
    knock = parse_knock(DOCUMENT)
    assert knock.results[0].disposition is Disposition.COMPLETE
    assert knock.results[0].responses[0].value == "early"
    assert knock.knocked_at.isoformat() == "2026-10-03T17:05:00.250000-04:00"
    assert (knock.note, knock.left_literature, knock.batch) == ("", False, None)


def problem_of(**changes):
    with pytest.raises(WireProblem) as problem:
        parse_knock({**DOCUMENT, **changes})
    return problem.value


def responding(**changes):
    return {"results": [{**COMPLETE, "responses": [{**COMPLETE["responses"][0], **changes}]}]}


NOT_HOME = {"disposition": "not_home"}
WITHDRAWN = {"disposition": "withdrawn"}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id": None}, "missing_field", "id"),
        ({"id": "0199a8c000007000800000000000001"}, "bad_uuid", "id"),
        ({"id": "8d1f4a2e-1c3b-4f7a-9a55-7e2f0c6b1d90"}, "bad_uuid", "id"),
        ({"id": 5}, "bad_uuid", "id"),
        ({"walk_list": "{8d1f4a2e-1c3b-4f7a-9a55-7e2f0c6b1d90}"}, "bad_uuid", "walk_list"),
        ({"door": 0}, "bad_integer", "door"),
        ({"door": True}, "bad_integer", "door"),
        ({"door": 12.0}, "bad_integer", "door"),
        ({"door": 2**63}, "bad_integer", "door"),
        ({"device_seq": 0}, "bad_integer", "device_seq"),
        ({"answered": "yes"}, "bad_flag", "answered"),
        ({"knocked_at": "2026-10-03T17:05:00"}, "bad_time", "knocked_at"),
        ({"knocked_at": "2026-13-03T17:05:00Z"}, "bad_time", "knocked_at"),
        ({"knocked_at": "1969-12-31T23:59:59Z"}, "bad_time", "knocked_at"),
        ({"knocked_at": 1759525500}, "bad_time", "knocked_at"),
        ({"come_back_at": "tomorrow"}, "bad_time", "come_back_at"),
        ({"note": "a\0b"}, "bad_text", "note"),
        ({"note": "half \ud83d"}, "bad_text", "note"),
        ({"note": "x" * (LONGEST_NOTE + 1)}, "too_long", "note"),
        ({"off_m": float("nan")}, "bad_number", "off_m"),
        ({"off_m": 10**400}, "bad_number", "off_m"),
        ({"accuracy_m": -1}, "bad_number", "accuracy_m"),
        ({"results": []}, "no_results", "results"),
        ({"results": {}}, "bad_list", "results"),
        ({"results": [COMPLETE] * 41}, "too_many", "results"),
        ({"results": ["complete"]}, "not_an_object", "results[0]"),
        ({"results": [COMPLETE, COMPLETE]}, "result_twice", "results"),
        ({"results": [{"disposition": "ok"}]}, "unknown_disposition", "results[0].disposition"),
        ({"results": [NOT_HOME]}, "answered_mismatch", "results[0].disposition"),
        ({"answered": False}, "answered_mismatch", "results[0].disposition"),
        ({"results": [WITHDRAWN]}, "missing_field", "supersedes"),
        ({"results": [COMPLETE, WITHDRAWN]}, "withdrawn_not_alone", "results"),
        ({"supersedes": ID}, "supersedes_itself", "supersedes"),
        (responding(question=""), "missing_field", "results[0].responses[0].question"),
        (responding(value=None), "bad_value", "results[0].responses[0].value"),
        (responding(value=10**400), "bad_value", "results[0].responses[0].value"),
        (responding(value=["a", 1]), "bad_value", "results[0].responses[0].value"),
        (responding(value="\0"), "bad_text", "results[0].responses[0].value"),
        (
            {"results": [{**COMPLETE, "responses": COMPLETE["responses"] * 2}]},
            "response_twice",
            "results[0].responses",
        ),
        (
            {"results": [{**COMPLETE, "disposition": "other_person"}]},
            "responses_not_kept",
            "results[0].responses",
        ),
    ],
)
def test_each_fault_has_its_code_its_field_and_advice(changes, code, field):
    problem = problem_of(**changes)
    assert (problem.code, problem.field) == (code, field)
    assert problem.message.startswith(f"{field}: ")


def test_an_undo_is_one_result_and_names_its_parent():
    undo = {**DOCUMENT, "results": [WITHDRAWN], "supersedes": PARENT}
    assert parse_knock(undo).is_withdrawal
    assert not parse_knock(DOCUMENT).is_withdrawal
