"""Opens what is kept of what people declared."""

from collections import defaultdict
from collections.abc import Collection

from canvass.availability.declaration import Declaration
from canvass.availability.fault import Fault
from canvass.models import AvailabilityKey, SealedAvailability
from canvass.services.availability.fields import declaration_of
from canvass.services.availability.seal_field import (
    AvailabilityUnreadable,
    Owner,
    open_field,
    unwrap_key,
)
from turf.models import Campaign


def open_kept(*, memberships: Collection[int], campaign: Campaign) -> dict[int, Declaration | None]:
    """Return what is kept of ``memberships`` (ids), in two queries; None where it cannot be read.

    Of whom nothing is kept, declared or not, is left out.
    """
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
    except (AvailabilityUnreadable, Fault):
        return None
