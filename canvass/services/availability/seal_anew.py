"""Seals a declaration under new keys, in place of what was there."""

from collections.abc import Iterator, Sequence
from secrets import token_hex

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey, SealedAvailability
from canvass.services.availability.fields import values_of
from canvass.services.availability.seal_field import Owner, make_wrapped_key, seal_field
from canvass.services.availability.wipe_pages import wipe_pages
from turf.transactions import writing


@writing()
def seal_anew(
    *, kept: Sequence[AvailabilityKey], declared: Declaration, declared_with: str = ""
) -> None:
    """Keep ``declared`` in the rows of each of ``kept``; what was there opens no more.

    ``declared_with`` is a hash of the way in by which it is read back; without it one that nobody
    comes by looks the same.

    Each gets a new key, and is stored where it is not yet. Every field is written, declared or not.
    Rows stay the same, so that their numbers do not tell who declared something after others had.
    """
    wipe_pages()
    fields = [row for one in kept for row in _sealed(one, declared)]
    for one in kept:
        one.declared_with = declared_with or token_hex(32)
    stored = [one for one in kept if one.pk is not None]
    AvailabilityKey.objects.bulk_create([one for one in kept if one.pk is None])
    AvailabilityKey.objects.bulk_update(stored, ["wrapped", "declared_with"])
    SealedAvailability.objects.bulk_create(
        fields,
        update_conflicts=True,
        unique_fields=["key", "field"],
        update_fields=["sealed"],
    )


def _sealed(kept: AvailabilityKey, declared: Declaration) -> Iterator[SealedAvailability]:
    """The fields of ``kept``, to which a new key is given."""
    owner = Owner(kept.organization_id, kept.membership_id, kept.campaign_id)
    key, kept.wrapped = make_wrapped_key(owner=owner)
    for field, value in values_of(declared).items():
        yield SealedAvailability(
            organization_id=kept.organization_id,
            key=kept,
            field=field,
            sealed=seal_field(owner=owner, key=key, field=field, value=value),
        )
