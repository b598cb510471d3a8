"""What is told of single rows: where, what, why, and how to mend it."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of the row a note speaks of, gravest first."""

    REJECTED = "rejected"
    REPAIRED = "repaired"
    REPORTED = "reported"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about one row; no ``column`` where none is to blame."""

    layer: str
    line: int
    reason: str
    fix: str = ""
    column: str = ""
    value: str = ""
    outcome: Outcome = Outcome.REJECTED

    def as_dict(self) -> dict[str, Any]:
        """Return the note for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        """Say it in one line."""
        what = f" {self.column}" if self.column else ""
        value = f"={self.value!r}" if self.column and self.value else ""
        fix = f" ({self.fix})" if self.fix else ""
        return f"{self.layer} line {self.line}{what}{value}: {self.outcome}, {self.reason}{fix}"

    def without_value(self) -> "Note":
        """Return the note without what stands in the cell, which may be personal."""
        return replace(self, value="")


class Notebook:
    """Collects the notes of one layer, and which rows were rejected."""

    def __init__(self, layer: str) -> None:
        self.layer = layer
        self.notes: list[Note] = []
        self.rejected: dict[int, Note] = {}

    def reject(
        self, row: int, line: int, reason: str, *, fix: str = "", column: str = "", value: str = ""
    ) -> None:
        """Set row ``row`` aside; the first reason stands."""
        if row in self.rejected:
            return
        note = Note(self.layer, line, reason, fix, column, value[:200])
        self.rejected[row] = note
        self.notes.append(note)

    def withhold(self, row: int) -> None:
        """Say no more why row ``row`` was set aside: nothing of it is to be seen."""
        note = self.rejected.pop(row, None)
        if note is not None:
            self.notes.remove(note)

    def tell(
        self,
        outcome: Outcome,
        line: int,
        reason: str,
        *,
        fix: str = "",
        column: str = "",
        value: str = "",
    ) -> None:
        """Note something about a row that is kept."""
        self.notes.append(Note(self.layer, line, reason, fix, column, value[:200], outcome))

    def count(self, outcome: Outcome) -> int:
        """Count the notes of one outcome."""
        return sum(note.outcome is outcome for note in self.notes)
