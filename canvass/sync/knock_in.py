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

    ``do_not_knock`` says that the household asked not to be visited, ``closes_building`` that a
    sign or somebody of the building keeps us out of all of it; None leaves that to the disposition.
    ``hazards`` and ``access`` are codes, see `canvass.sync.facts`.
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
    do_not_knock: bool = False
    closes_building: bool | None = None
    hazards: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    unknown: dict[str, object] = field(default_factory=dict, compare=False)

    @property
    def is_withdrawal(self) -> bool:
        """Tell whether this knock undoes the one it supersedes."""
        return self.results[0].disposition is Disposition.WITHDRAWN

    @property
    def keeps_from_door(self) -> bool:
        """Tell whether this household asked not to be visited; an undo asks nothing."""
        return self.do_not_knock and not self.is_withdrawal

    @property
    def keeps_from_building(self) -> bool:
        """Tell whether the building is closed to us; a sign closes it unless that is denied."""
        if self.is_withdrawal:
            return False
        if self.closes_building is not None:
            return self.closes_building
        return any(one.disposition is Disposition.SIGN_POSTED for one in self.results)


ADDED_LATER: dict[str, object] = {
    "do_not_knock": False,
    "closes_building": None,
    "hazards": [],
    "access": [],
}
"""Fields that the first phones did not send, with what says nothing more than leaving them out."""


KNOWN_FIELDS = frozenset(KnockIn.__dataclass_fields__) - {"unknown"}
