"""What a load did, layer by layer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from turf.importing.notes import Note, Outcome
from turf.importing.rejects import Reject

_SHOWN = 100
_GRAVEST = list(Outcome)


@dataclass(frozen=True, slots=True)
class LayerReport:
    """What became of the rows of one file.

    Each row is counted once: ``rows = loaded + updated + unchanged + merged + rejected +
    withheld``. ``merged`` rows said again, or more, of what another row of their key says;
    ``withheld`` ones are confidential people; ``unplaced`` of the rejected had no position that
    could be found. ``repaired`` and ``outside`` (in no precinct) are counted beside that. ``made``
    says how many rows of each kind are new in the database.
    """

    layer: str
    source: str
    rows: int = 0
    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    withheld: int = 0
    unplaced: int = 0
    repaired: int = 0
    outside: int = 0
    made: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    rejects: tuple[Reject, ...] = ()

    def shown_notes(self, limit: int) -> list[Note]:
        """Return some notes, the gravest first; those on people never say what stands in a cell."""
        first = sorted(self.notes, key=lambda note: _GRAVEST.index(note.outcome))[:limit]
        return [note.without_value() for note in first] if self.layer == "people" else list(first)

    def as_dict(self) -> dict[str, Any]:
        """Return counts, warnings and the first notes for JSON; rejects have their own file."""
        plain = {
            name: getattr(self, name)
            for name in self.__slots__
            if name not in ("layer", "notes", "rejects", "warnings")
        }
        notes = [note.as_dict() for note in self.shown_notes(_SHOWN)]
        return {**plain, "warnings": list(self.warnings), "notes": notes}


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did; ``totals`` is what the jurisdiction holds now."""

    layers: Mapping[str, LayerReport]
    totals: Mapping[str, int]
    seconds: float
    is_dry_run: bool = False

    @property
    def rejects(self) -> list[Reject]:
        """Return every row set aside."""
        return [reject for layer in self.layers.values() for reject in layer.rejects]

    @property
    def rejected(self) -> int:
        """Count the rows set aside."""
        return sum(layer.rejected for layer in self.layers.values())

    def as_dict(self) -> dict[str, Any]:
        """Return the report for JSON."""
        return {
            "layers": {name: layer.as_dict() for name, layer in self.layers.items()},
            "totals": dict(self.totals),
            "rejected": self.rejected,
            "seconds": round(self.seconds, 3),
            "is_dry_run": self.is_dry_run,
        }
