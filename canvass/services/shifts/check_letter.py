"""Tells whether a letter stands."""

from datetime import datetime

from canvass.services.shifts.find_paper import find_paper, is_standing


def check_letter(*, organization: str, token: str, at: datetime) -> bool:
    """Tell whether ``token`` is of a letter, of the organization of that slug, that stands."""
    member = find_paper(organization=organization, token=token, column="letter_hash")
    return member is not None and is_standing(member=member, at=at)
