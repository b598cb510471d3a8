"""Reads to somebody what they declared themselves."""

from canvass.availability.declaration import Declaration
from canvass.services.availability.open_kept import open_kept
from canvass.services.availability.seal_field import AvailabilityUnreadable
from turf.models import Campaign, Membership


def read_own_availability(*, membership: Membership, campaign: Campaign) -> Declaration:
    """Return what ``membership`` declared; nothing declared is an empty declaration.

    Raises AvailabilityUnreadable when it cannot be opened any more.
    """
    opened = open_kept(memberships=[membership.pk], campaign=campaign)
    declared = opened.get(membership.pk, Declaration())
    if declared is None:
        raise AvailabilityUnreadable("What you declared cannot be read any more: declare it again")
    return declared
