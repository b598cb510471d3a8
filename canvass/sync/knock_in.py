"""A knock as a device tells it, read and checked."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from canvass.rates.dispositions import Disposition

Answer = str | int | float | bool | tuple[str, ...]
"""One option, a number on a scale, yes or no, free text, or several options."""


@dataclass(frozen=True, slots=True)
class ResponseIn:
    """One answer to one question, in the words and language it was read in."""

    question: str
    value: Answer
    wording: str
    language: str


@dataclass(frozen=True, slots=True)
class ResultIn:
    """What came of one person, or of the household where ``person`` is None."""

    person: int | None
    disposition: Disposition
    responses: tuple[ResponseIn, ...]


@dataclass(frozen=True, slots=True)
class KnockIn:
    """One visit to one door as a device tells it; every field has one meaning and is checked.

    ``unknown`` are fields a newer app may send, as they came: they belong to the raw event, not to
    its meaning, and are left out of comparison.
    """

    id: UUID
    device_seq: int
    walk_list: UUID
    door: int
    answered: bool
    results: tuple[ResultIn, ...]
    knocked_at: datetime
    script_version: int | None = None
    note: str = ""
    left_literature: bool = False
    come_back_at: datetime | None = None
    language_needed: str = ""
    batch: UUID | None = None
    monotonic_ms: int | None = None
    supersedes: UUID | None = None
    off_m: float | None = None
    accuracy_m: float | None = None
    unknown: dict[str, object] = field(default_factory=dict, compare=False)

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether this knock undoes the one it supersedes."""
        return self.results[0].disposition is Disposition.WITHDRAWN


KNOWN_FIELDS = frozenset(KnockIn.__dataclass_fields__) - {"unknown"}
