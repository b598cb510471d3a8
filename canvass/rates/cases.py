"""What one result at a door says of one case: a target person, or a door without target people."""

from canvass.rates.dispositions import CONVERSATIONS, Disposition

SAYS_NOTHING_OF_OTHERS = CONVERSATIONS | {Disposition.DECEASED, Disposition.UNABLE}
"""As a result of the household as a whole: true of somebody, nobody knows of whom."""

STANDS_FOR_HOUSEHOLD = frozenset(Disposition) - SAYS_NOTHING_OF_OTHERS
"""As a result of the household as a whole: true of each of its people."""


def as_found(
    disposition: Disposition, *, is_own: bool, is_of_household: bool, answered: bool
) -> Disposition:
    """Say a result as what it means for one target person.

    One's own stands as it is, and so does the household's where it is true of each of its people (a
    refusal at the door, nobody home, no such address). Whatever was said of somebody else means
    that somebody else answered, or that nobody did.
    """
    if is_own or (is_of_household and disposition in STANDS_FOR_HOUSEHOLD):
        return disposition
    return Disposition.OTHER_PERSON if answered else Disposition.NOT_HOME
