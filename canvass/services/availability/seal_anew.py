"""Seals a declaration under a new key, in place of what was there."""

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey, SealedAvailability
from canvass.services.availability.fields import values_of
from canvass.services.availability.seal_field import Owner, make_wrapped_key, seal_field
from canvass.services.availability.wipe_pages import wipe_pages
from turf.transactions import writing


@writing()
def seal_anew(*, kept: AvailabilityKey, declared: Declaration) -> None:
    """Keep ``declared`` in the rows of ``kept``, under a new key; what was there opens no more.

    Every field is written, declared or not. The rows stay the same, so that their numbers do not
    tell who declared something after others had.
    """
    wipe_pages()
    owner = Owner(kept.organization_id, kept.membership_id, kept.campaign_id)
    key, kept.wrapped = make_wrapped_key(owner=owner)
    kept.save()
    SealedAvailability.objects.bulk_create(
        [
            SealedAvailability(
                organization_id=kept.organization_id,
                key=kept,
                field=field,
                sealed=seal_field(owner=owner, key=key, field=field, value=value),
            )
            for field, value in values_of(declared).items()
        ],
        update_conflicts=True,
        unique_fields=["key", "field"],
        update_fields=["sealed"],
    )
