"""One person's day, and all that is to be asked about it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from canvass.rates.data_questions.answers import notice_same_answers
from canvass.rates.data_questions.contacts import Cell, notice_contacts
from canvass.rates.data_questions.noticed import Noticed
from canvass.rates.data_questions.pace import actions_s, notice_burst, notice_short_gaps


@dataclass(frozen=True, slots=True)
class Day:
    """What somebody noted on one day: see the rules for what each part means."""

    knocked_s: Sequence[float] = ()
    batches: Sequence[Hashable | None] = ()
    cells: Sequence[Cell] = ()
    answers: Sequence[Hashable] = ()
    others_answers: Mapping[Hashable, int] = field(default_factory=dict)


def notice(day: Day) -> list[Noticed]:
    """Give what is worth asking, one about each at most; a usual day gives nothing."""
    moments_s = actions_s(day.knocked_s, day.batches)
    found = (
        notice_burst(moments_s),
        notice_short_gaps(moments_s),
        notice_contacts(day.cells),
        notice_same_answers(day.answers, day.others_answers),
    )
    return [one for one in found if one]
