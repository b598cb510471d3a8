"""Which doors the next round is for."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from canvass.rates.dispositions import Disposition
from canvass.rates.leading import Finding, leading_of_case

USUALLY_TAKEN = frozenset(
    {Disposition.NOT_HOME, Disposition.NO_ACCESS, Disposition.COME_BACK, Disposition.LANGUAGE}
)
NEVER_TAKEN = frozenset({Disposition.COMPLETE, Disposition.REFUSED, Disposition.BREAK_OFF})
"""Nobody who talked with us or sent us away is bothered again, whatever came later."""

MAY_BE_TAKEN = frozenset(Disposition) - NEVER_TAKEN - {Disposition.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Told:
    """One result at a door, of a ``person`` or of the household where None."""

    person: int | None
    finding: Finding
    language: str = ""


def is_done_with(told: Sequence[Told]) -> bool:
    """Tell whether a door that ``told`` so much is on no list of any later round."""
    return any(one.finding.disposition in NEVER_TAKEN for one in told)


def is_for_next_round(told: Sequence[Told], take: Set[Disposition]) -> bool:
    """Tell whether a door of which former rounds ``told`` so much is to be knocked again.

    It is where the outcome of the whole household, or of one person of it, is one to ``take``.
    """
    if is_done_with(told):
        return False
    findings = [one.finding for one in told]
    of_person: dict[int, list[Finding]] = defaultdict(list)
    for one in told:
        if one.person is not None:
            of_person[one.person].append(one.finding)
    leading = [leading_of_case(case) for case in (findings, *of_person.values())]
    return any(one is not None and one.disposition in take for one in leading)


def language_of(told: Sequence[Told]) -> str:
    """Name the language last asked for at the door, empty where none was."""
    asked = [
        one for one in told if one.finding.disposition is Disposition.LANGUAGE and one.language
    ]
    return max(asked, key=lambda one: one.finding.order).language if asked else ""
