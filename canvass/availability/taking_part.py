"""Who and which lists take part in a proposal, by what everybody may know."""

import numpy as np
from numpy.typing import NDArray

from canvass.availability.fault import Fault

AT_LEAST = 3
"""Fewer people or lists, and who got nothing would tell what they declared."""


def taking_part(may_take: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return which people and which lists take part, by their positions in ``may_take``.

    That has shape (people, lists): true where nothing that everybody knows speaks against it. A
    list that fewer than three may take stays out, because whether it went to one of them would be
    about them alone; so does who may take none of the others. Raises Fault ``too_few_to_propose``
    where fewer than three people or three lists are left.
    """
    lists = np.flatnonzero(may_take.sum(axis=0) >= AT_LEAST)
    people = np.flatnonzero(may_take[:, lists].any(axis=1))
    if min(len(people), len(lists)) < AT_LEAST:
        raise Fault(
            "too_few_to_propose",
            f"Name at least {AT_LEAST} lists that {AT_LEAST} people or more of the shift may take"
            " by their training, or offer each list by hand",
        )
    return people, lists
