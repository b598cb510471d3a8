"""Who may call what: every address that is served, every role, both ways in."""

import pytest
from rest_framework.views import APIView

from tests.permissions.row import ASKERS, KINDS
from tests.permissions.served import methods, parameters, served, view_of
from tests.permissions.table import ROWS, SECTIONS

LEAST_CASES = 5_000

NAMES_NO_ROW = {"pull-changes"}
"""Addresses whose parameter is a word of ours: what is there is the phone's own."""

ROWS_BY_SECTION = [
    pytest.param(section, row, id=row.id) for section, rows in SECTIONS.items() for row in rows
]


@pytest.mark.django_db
@pytest.mark.parametrize("asker", ASKERS)
@pytest.mark.parametrize(("worlds", "target"), ROWS_BY_SECTION, indirect=True)
def test_each_role_gets_what_the_table_says(worlds, target, asker):
    answer = worlds.ask(asker, target.row.method, target.url, target.body)
    expected = target.row.told.to(asker)
    assert answer.status_code == expected, answer.content


def test_every_method_that_is_served_has_its_rows():
    handled = {(name, method) for name in served() for method in methods(name)}
    assert {(row.name, row.method) for row in ROWS} == handled


def test_what_an_address_names_is_asked_of_all_four_kinds():
    asked = {(row.name, row.method, row.kind) for row in ROWS}
    missing = [
        (name, method, kind)
        for name in served().keys() - NAMES_NO_ROW
        if parameters(name)
        for method in methods(name)
        for kind in KINDS
        if (name, method, kind) not in asked
    ]
    assert missing == []


def test_of_what_is_ones_own_somebody_is_let_in():
    """A body that is refused as it stands would not show whose it may be."""
    of_api = {name for name in served() if issubclass(view_of(name) or object, APIView)}
    kept_out = [
        row.id
        for row in ROWS
        if row.kind == "own" and row.name in of_api
        if not any(200 <= row.told.to(asker) < 300 for asker in ASKERS)
    ]
    assert kept_out == []


def test_no_row_is_there_twice():
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_at_least_five_thousand_cases_are_asked(record_property):
    cases = len(ROWS) * len(ASKERS)
    record_property("figures", f"{cases} cases: {len(ROWS)} rows, {len(ASKERS)} who ask")
    assert cases >= LEAST_CASES
