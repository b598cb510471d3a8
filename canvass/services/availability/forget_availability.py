"""Destroys what a person declared, whenever they like."""

from os import urandom

from django.db import models

from canvass.models import AvailabilityKey
from turf.models import Campaign, Membership
from turf.transactions import writing


@writing()
def forget_availability(*, membership: Membership, campaign: Campaign) -> None:
    """Destroy the key of ``membership`` in ``campaign`` and remove what it sealed.

    Where nothing was declared it does nothing.
    """
    own = AvailabilityKey.objects.for_organization(membership.organization_id)
    destroy_keys(own.filter(membership=membership, campaign=campaign))


def destroy_keys(keys: models.QuerySet[AvailabilityKey]) -> int:
    """Overwrite each of ``keys``, then delete it with its fields; return how many there were.

    Overwritten first, because a database keeps the pages of deleted rows for a while.
    """
    found = list(keys.select_for_update(of=("self",)).order_by("pk"))
    for key in found:
        key.wrapped = urandom(len(key.wrapped))
        key.save(update_fields=["wrapped"])
        key.delete()
    return len(found)
