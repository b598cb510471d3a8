"""The one disposition that stands for several: of a knock, and of a case over all its rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from canvass.rates.dispositions import MEANING, Disposition, OutcomeClass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one knock found about one case.

    ``order`` is (corrected time, device, device sequence): what "latest" means everywhere.
    """

    disposition: Disposition
    answered: bool
    order: tuple[datetime, str, int]


# From the strongest claim to the weakest: (class, answered or None for either). A conversation
# stands whatever came later; what a person at the door said outweighs what a closed door suggests.
_TIERS: tuple[frozenset[tuple[OutcomeClass, bool]], ...] = (
    frozenset({(OutcomeClass.I, True)}),
    frozenset({(OutcomeClass.P, True)}),
    frozenset({(OutcomeClass.R, True), (OutcomeClass.O, True), (OutcomeClass.NE, True)}),
    frozenset({(OutcomeClass.NC, True)}),
    frozenset({(OutcomeClass.NE, False)}),
    frozenset({(OutcomeClass.O, False)}),
    frozenset({(OutcomeClass.NC, False)}),
    frozenset({(OutcomeClass.UH, False)}),
)
_TIER = {member: tier for tier, members in enumerate(_TIERS) for member in members}

_PRECEDENCE = {disposition: rank for rank, disposition in enumerate(Disposition)}


def leading_of_knock(dispositions: Iterable[Disposition], *, answered: bool) -> Disposition:
    """Choose the one disposition of a knock that has several results.

    The rule is that of a case; within one visit, where nothing is later, the order of the table
    decides. Raises ValueError when there is no disposition, or one that the answer rules out.
    """
    return min(dispositions, key=lambda one: (tier_of(one, answered), _PRECEDENCE[one]))


def leading_of_case(findings: Iterable[Finding]) -> Finding | None:
    """Choose the one finding that is a case's outcome over all rounds; None if never attempted.

    Complete, else partial, else the latest answered refusal, inability or ineligibility, else the
    latest answered 2.25, else the latest unanswered ineligibility, else inability, else no contact,
    else what leaves it unknown whether anybody lives there. Raises ValueError when a disposition
    does not go with its answer.
    """
    counted = [one for one in findings if one.disposition is not Disposition.WITHDRAWN]
    if not counted:
        return None
    best = min(tier_of(one.disposition, one.answered) for one in counted)
    of_best = [one for one in counted if tier_of(one.disposition, one.answered) == best]
    return max(of_best, key=lambda one: (one.order, -_PRECEDENCE[one.disposition]))


def class_of_case(findings: Iterable[Finding]) -> OutcomeClass:
    """Name the class of a case's one outcome; UH (3.11) where it was never attempted."""
    leading = leading_of_case(findings)
    outcome = leading and MEANING[leading.disposition].outcome_class
    return outcome or OutcomeClass.UH


def tier_of(disposition: Disposition, answered: bool) -> int:
    """Rank a disposition, 0 the strongest; one that never counts comes after all others.

    Raises ValueError when the answer rules the disposition out.
    """
    if answered not in MEANING[disposition].answered:
        raise ValueError(f"{disposition} cannot be with answered={answered}")
    outcome = MEANING[disposition].outcome_class
    return len(_TIERS) if outcome is None else _TIER[outcome, answered]
