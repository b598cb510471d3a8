"""Reads to somebody what they declared themselves."""

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey
from canvass.services.availability.open_kept import open_kept
from canvass.services.availability.seal_field import AvailabilityUnreadable
from turf.models import Campaign, Membership


def read_own_availability(
    *, membership: Membership, campaign: Campaign, read_with: str
) -> Declaration:
    """Return what ``membership`` declared by the way in of which ``read_with`` is the hash.

    Nothing declared is an empty declaration, and so is what was declared by another way in: a lead
    can make a code for a canvasser and answer it. Raises AvailabilityUnreadable when it cannot be
    opened any more.
    """
    kept = AvailabilityKey.objects.for_organization(membership.organization_id)
    if not kept.filter(membership=membership, campaign=campaign, declared_with=read_with).exists():
        return Declaration()
    opened = open_kept(memberships=[membership.pk], campaign=campaign)
    declared = opened.get(membership.pk, Declaration())
    if declared is None:
        raise AvailabilityUnreadable("What you declared cannot be read any more: declare it again")
    return declared
