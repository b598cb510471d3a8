"""Opens what people declared: for each person themselves, and for the solver."""

from collections import defaultdict
from collections.abc import Collection

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey, SealedAvailability
from canvass.services.availability.fields import declaration_of
from canvass.services.availability.seal_field import (
    AvailabilityUnreadable,
    Owner,
    open_field,
    unwrap_key,
)
from turf.models import Campaign, Membership

NOTHING = Declaration()


def read_own_availability(*, membership: Membership, campaign: Campaign) -> Declaration:
    """Return what ``membership`` declared; nothing declared is an empty declaration.

    Raises AvailabilityUnreadable when it cannot be opened any more.
    """
    opened = _open([membership.pk], campaign)
    declared = opened.get(membership.pk, NOTHING)
    if declared is None:
        raise AvailabilityUnreadable("What you declared cannot be read any more: declare it again")
    return declared


def open_availability(
    *, memberships: Collection[int], campaign: Campaign
) -> dict[int, Declaration]:
    """Return what each of ``memberships`` (ids) declared, for the solver alone.

    Who declared nothing has an empty declaration; who declared what cannot be opened is left out,
    because nobody knows what would fit them. Two queries, whoever declared what.
    """
    opened = _open(memberships, campaign)
    return {
        membership: declared
        for membership in memberships
        if (declared := opened.get(membership, NOTHING)) is not None
    }


def _open(memberships: Collection[int], campaign: Campaign) -> dict[int, Declaration | None]:
    """Open all that is kept; None where it cannot be."""
    organization = campaign.organization_id
    keys = list(
        AvailabilityKey.objects.for_organization(organization).filter(
            campaign=campaign, membership__in=memberships
        )
    )
    sealed: dict[int, dict[str, bytes]] = defaultdict(dict)
    rows = SealedAvailability.objects.for_organization(organization).filter(
        key__campaign=campaign, key__membership__in=memberships
    )
    for key, field, ciphertext in rows.values_list("key", "field", "sealed"):
        sealed[key][field] = bytes(ciphertext)
    return {key.membership_id: _declaration(key, sealed[key.pk]) for key in keys}


def _declaration(kept: AvailabilityKey, sealed: dict[str, bytes]) -> Declaration | None:
    owner = Owner(kept.organization_id, kept.membership_id, kept.campaign_id)
    try:
        key = unwrap_key(owner=owner, wrapped=bytes(kept.wrapped))
        return declaration_of(
            {
                field: open_field(owner=owner, key=key, field=field, sealed=ciphertext)
                for field, ciphertext in sealed.items()
            }
        )
    except AvailabilityUnreadable:
        return None
