"""CSV as spreadsheets write it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.turf.map_files import write_csv
from turf.importing.read_csv import read_csv

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=10)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(words, words), max_size=8))
def test_what_was_written_is_read_but_for_blank_rows(
    tmp_path: Path, rows: list[tuple[str, str]]
) -> None:
    table = read_csv(write_csv(tmp_path / "a.csv", ["a", "b"], rows), layer="addresses")
    found = list(zip(table.columns["a"], table.columns["b"], strict=True))
    assert found == [row for row in rows if any(row)]
    assert not table.broken


@pytest.mark.parametrize(
    ("encoding", "is_told"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)],
)
def test_encodings_are_found_and_latin_1_is_said(
    tmp_path: Path, encoding: str, is_told: bool
) -> None:
    file = write_csv(tmp_path / "a.csv", ["nombre", "calle"], [["José", "Peña St"]], encoding)
    table = read_csv(file, layer="people")
    assert table.columns["nombre"].tolist() == ["José"]
    assert list(table.columns) == ["nombre", "calle"]
    assert any("Latin-1" in notice for notice in table.notices) is is_told


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_headers(tmp_path: Path, separator: str) -> None:
    (tmp_path / "a.csv").write_text(f"a{separator}b\n1{separator}2\n")
    assert read_csv(tmp_path / "a.csv", layer="people").columns["b"].tolist() == ["2"]


def test_rows_that_do_not_fit_are_set_aside_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n1,2\n\n"two\nlines",3\n4\n5,6,7\n"8"x,9\n10,11\n')
    table = read_csv(tmp_path / "a.csv", layer="people")
    assert table.columns["b"].tolist() == ["2", "3", "11"]
    assert table.line.tolist() == [2, 4, 9]
    assert [note.line for note, _ in table.broken] == [6, 7, 8]
    assert [cells["a"] for _, cells in table.broken] == ["4", "5", '"8"x,9']


def test_a_rejects_file_gives_its_bookkeeping_back(tmp_path: Path) -> None:
    header = ["a", "_layer", "_line", "_column", "_reason"]
    rows = [["1", "people", "3", "a", "why"], ["2", "streets", "4", "a", "why"]]
    table = read_csv(write_csv(tmp_path / "a.csv", header, rows), layer="people")
    assert {name: cells.tolist() for name, cells in table.columns.items()} == {"a": ["1"]}


def test_headers_without_names_and_twice_the_same_get_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,,a\n1,2,3\n")
    assert list(read_csv(tmp_path / "a.csv", layer="people").columns) == ["a", "column_2", "a_3"]
