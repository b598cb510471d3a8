"""Rejected rows are written down as they stood, ready to be mended."""

import stat
from pathlib import Path

import pytest

from tests.turf.map_files import read_csv_rows
from turf.importing.faults import RejectsUnwritable
from turf.importing.notes import Note
from turf.importing.rejects import Reject, check_writable, write_rejects

STREET = Reject(
    Note("streets", 3, "no line", "draw it", "geometry"), {"name": "=A", "geometry": ""}
)
DOOR = Reject(Note("addresses", 9, "empty", "", "number"), {"number": "", "street": 'B "x", y'})


def test_rows_keep_their_columns_and_get_line_column_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "rejects.csv"
    write_rejects(file, [STREET])
    assert read_csv_rows(file) == [
        {"name": "=A", "geometry": "", "_line": "3", "_column": "geometry",
         "_reason": "no line; draw it"},
    ]  # fmt: skip


def test_rows_of_two_layers_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "rejects.csv"
    write_rejects(file, [STREET, DOOR])
    rows = read_csv_rows(file)
    assert [row["_layer"] for row in rows] == ["streets", "addresses"]
    assert rows[1]["street"] == 'B "x", y'
    assert rows[1]["name"] == ""


def test_only_the_owner_may_read_it_and_no_rejects_leave_a_header(tmp_path: Path) -> None:
    file = tmp_path / "rejects.csv"
    file.write_text("of an earlier run")
    write_rejects(file, [])
    assert file.read_text().strip() == "_line,_column,_reason"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_place_that_cannot_be_written_is_known_before(tmp_path: Path) -> None:
    check_writable(tmp_path / "rejects.csv")
    for place in (tmp_path, tmp_path / "no" / "rejects.csv"):
        with pytest.raises(RejectsUnwritable):
            check_writable(place)
