"""What can come of a knock: each disposition with its AAPOR code, class and allowed answer."""

from dataclasses import dataclass
from enum import StrEnum


class OutcomeClass(StrEnum):
    """The classes of AAPOR's Standard Definitions, from which every outcome rate is made."""

    I = "I"  # noqa: E741  (AAPOR's own letter)
    P = "P"
    R = "R"
    NC = "NC"
    O = "O"  # noqa: E741  (AAPOR's own letter)
    UH = "UH"
    UO = "UO"
    NE = "NE"


class Disposition(StrEnum):
    """What came of one person, or of the household, at one knock."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSED = "refused"
    BREAK_OFF = "break_off"
    NO_ACCESS = "no_access"
    NOT_HOME = "not_home"
    OTHER_PERSON = "other_person"
    COME_BACK = "come_back"
    DECEASED = "deceased"
    UNABLE = "unable"
    LANGUAGE = "language"
    OTHER = "other"
    UNSAFE = "unsafe"
    ADDRESS_NOT_FOUND = "address_not_found"
    SIGN_POSTED = "sign_posted"
    MOVED = "moved"
    NOT_A_HOME = "not_a_home"
    VACANT = "vacant"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a disposition counts as.

    ``code`` is AAPOR's (None where AAPOR has none), ``outcome_class`` None where it never counts,
    ``answered`` the values the first tap may have had.
    """

    code: str | None
    outcome_class: OutcomeClass | None
    answered: frozenset[bool]


_YES, _NO, _EITHER = frozenset({True}), frozenset({False}), frozenset({True, False})

MEANING: dict[Disposition, Meaning] = {
    Disposition.COMPLETE: Meaning("1.10", OutcomeClass.I, _YES),
    Disposition.PARTIAL: Meaning("1.20", OutcomeClass.P, _YES),
    Disposition.REFUSED: Meaning("2.11", OutcomeClass.R, _YES),
    Disposition.BREAK_OFF: Meaning("2.12", OutcomeClass.R, _YES),
    Disposition.NO_ACCESS: Meaning("2.23", OutcomeClass.NC, _NO),
    Disposition.NOT_HOME: Meaning("2.24", OutcomeClass.NC, _NO),
    Disposition.OTHER_PERSON: Meaning("2.25", OutcomeClass.NC, _YES),
    Disposition.COME_BACK: Meaning("2.25", OutcomeClass.NC, _YES),
    Disposition.DECEASED: Meaning("2.31", OutcomeClass.O, _EITHER),
    Disposition.UNABLE: Meaning("2.32", OutcomeClass.O, _EITHER),
    Disposition.LANGUAGE: Meaning("2.33", OutcomeClass.O, _EITHER),
    Disposition.OTHER: Meaning("2.36", OutcomeClass.O, _EITHER),
    Disposition.UNSAFE: Meaning("3.17", OutcomeClass.UH, _NO),
    Disposition.ADDRESS_NOT_FOUND: Meaning("3.18", OutcomeClass.UH, _NO),
    Disposition.SIGN_POSTED: Meaning(None, OutcomeClass.UH, _NO),
    Disposition.MOVED: Meaning("4.10", OutcomeClass.NE, _EITHER),
    Disposition.NOT_A_HOME: Meaning("4.50", OutcomeClass.NE, _NO),
    Disposition.VACANT: Meaning("4.61", OutcomeClass.NE, _NO),
    Disposition.WITHDRAWN: Meaning(None, None, _EITHER),
}

NEVER_ATTEMPTED_CODE = "3.11"
"""The code of a door on a list that nobody has knocked yet."""

CONVERSATIONS = frozenset({Disposition.COMPLETE, Disposition.PARTIAL})
"""A target person talked with us."""

REACHED = CONVERSATIONS | {Disposition.REFUSED, Disposition.BREAK_OFF}
"""As a person's own result: that person was reached, willing or not."""


def is_attempt(disposition: Disposition) -> bool:
    """Tell whether a knock led by it is an attempt: codes 1.x, 2.x, 3.17, 3.18 and 4.x."""
    return MEANING[disposition].code is not None


def is_contact(disposition: Disposition, *, answered: bool) -> bool:
    """Tell whether it is a contact: an attempt at which somebody answered."""
    return answered and is_attempt(disposition)


def is_reachable(disposition: Disposition) -> bool:
    """Tell whether the knock got as far as a home's own door.

    Left out are locked entrances, unsafe approaches, addresses not found and what is no home of the
    person sought, so that one locked tower does not drown the street.
    """
    return (
        is_attempt(disposition)
        and disposition is not Disposition.NO_ACCESS
        and MEANING[disposition].outcome_class not in {OutcomeClass.UH, OutcomeClass.NE}
    )
