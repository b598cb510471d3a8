"""Opens what people declared, for the solver."""

from collections.abc import Collection

from canvass.availability.declaration import Declaration
from canvass.services.availability.open_kept import open_kept
from canvass.services.availability.seal_for_everybody import seal_for_everybody
from turf.models import Campaign
from turf.transactions import writing


@writing()
def open_availability(
    *, memberships: Collection[int], campaign: Campaign
) -> dict[int, Declaration | None]:
    """Return what each of ``memberships`` (ids) declared, for the solver alone.

    None is for who declared what cannot be read: nobody knows what would fit them. Everybody has a
    sealed declaration, so that it is the same work whoever declared anything.
    """
    seal_for_everybody(campaign=campaign)
    opened = open_kept(memberships=memberships, campaign=campaign)
    return {membership: opened.get(membership, Declaration()) for membership in memberships}
