"""People of a file; the confidential ones leave no trace."""

from pathlib import Path

import pytest

from tests.turf.map_files import write_csv
from turf.importing.binding import bind
from turf.importing.languages import language_code
from turf.importing.notes import Notebook
from turf.importing.people import PeopleRows, read_people
from turf.importing.read_table import read_table

HEADER = ["id", "first_name", "last_name", "language", "confidential", "address", "apt"]


def read(folder: Path, *rows: list[str]) -> tuple[PeopleRows, Notebook, int]:
    table = read_table(write_csv(folder / "a.csv", HEADER, rows), layer="people")
    return read_people(bind(table, "person", {}))


def test_people_are_read_with_their_address_and_unit(tmp_path: Path) -> None:
    rows, book, withheld = read(
        tmp_path,
        ["1", "Alma", "Reyes", "Spanish", "", "12 Main St", "Apt 2"],
        ["2", "Ola", "Berg", "en", "no", "12 Main Street #3", ""],
    )
    assert rows.language.tolist() == ["es", "en"]
    assert rows.unit.tolist() == ["2", "3"]
    assert len(set(rows.parts.address)) == 1
    assert (withheld, book.notes) == (0, [])


@pytest.mark.parametrize("flag", ["Y", "yes", "1", "true", "ACP", "confidential", "?"])
def test_whatever_is_no_plain_no_is_confidential_and_leaves_no_trace(
    tmp_path: Path, flag: str
) -> None:
    hidden = "Hidden" * 40
    rows, book, withheld = read(
        tmp_path,
        ["1", hidden, "One", "en", flag, "no address at all", ""],
        ["1", hidden, "One", "en", "", "12 Main St", ""],
        ["", hidden, "Two", "en", flag, "", ""],
        ["3", "Ola", "Berg", "en", "F", "12 Main St", ""],
    )
    assert rows.key.tolist() == ["3"]
    assert rows.confidential == {"1"}
    assert withheld == 3
    assert not book.notes


def test_bad_rows_are_rejected_and_the_later_of_two_stands(tmp_path: Path) -> None:
    rows, book, _ = read(
        tmp_path,
        ["1", "Alma", "Reyes", "", "", "12 Main St", ""],
        ["", "No", "Id", "", "", "12 Main St", ""],
        ["2", "No", "Address", "", "", "somewhere", ""],
        ["3", "x" * 101, "Long", "", "", "12 Main St", ""],
        ["1", "Alma", "Reyes-Cruz", "Klingonese", "", "12 Main St", ""],
    )
    assert rows.family_name.tolist() == ["Reyes-Cruz"]
    assert {note.line: note.column for note in book.rejected.values()} == {
        3: "id",
        4: "address",
        5: "first_name",
    }
    assert [note.value for note in book.notes if note.column == "language"] == ["Klingonese"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Spanish", "es"), ("zh-Hant", "zh-hant"), ("EN", "en"), ("", ""), ("Klingon", "")],
)
def test_languages_become_codes(cell: str, code: str) -> None:
    assert language_code(cell) == code
