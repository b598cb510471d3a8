"""Opens what people declared, for the solver."""

from collections.abc import Collection

from canvass.availability.declaration import Declaration
from canvass.services.availability.open_kept import NOTHING, open_kept
from turf.models import Campaign


def open_availability(
    *, memberships: Collection[int], campaign: Campaign
) -> dict[int, Declaration]:
    """Return what each of ``memberships`` (ids) declared, for the solver alone.

    Who declared nothing has an empty declaration; who declared what cannot be opened is left out,
    because nobody knows what would fit them. Two queries, whoever declared what.
    """
    opened = open_kept(memberships=memberships, campaign=campaign)
    return {
        membership: declared
        for membership in memberships
        if (declared := opened.get(membership, NOTHING)) is not None
    }
