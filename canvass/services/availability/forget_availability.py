"""Destroys what a person declared, whenever they like."""

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey
from canvass.services.availability.seal_anew import seal_anew
from turf.models import Campaign, Membership
from turf.transactions import writing


@writing()
def forget_availability(*, membership: Membership, campaign: Campaign) -> None:
    """Destroy the key of ``membership`` in ``campaign``, and with it what it sealed.

    An empty declaration under another key takes its place, as everybody has one. Where nothing was
    declared it does the same.
    """
    own = AvailabilityKey.objects.for_organization(membership.organization_id)
    kept = own.select_for_update(of=("self",)).filter(membership=membership, campaign=campaign)
    seal_anew(kept=list(kept), declared=Declaration())
