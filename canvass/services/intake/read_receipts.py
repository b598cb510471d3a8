"""Tells a person all that is kept of their work, as proof of it: counts and hashes."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q

from canvass.models import Device, FadedWork, Knock, QuarantinedItem
from canvass.services.fading.fade_trails import KEPT_DAYS
from canvass.services.intake.read_receipt import Receipt, read_receipt
from turf.models import Membership


@dataclass(frozen=True, slots=True)
class Proof:
    """Receipts by phone; ``hashes`` of all knocks that are not faded, in order, and over them all.

    No door, no address, no answer is in it. Where a list has faded counts alone are left: hashes
    kept with a person would tell which list's knocks were theirs. ``kept_days`` is for how long
    after its list closed a hash is here.
    """

    receipts: list[Receipt]
    hashes: list[str]
    digest: str
    kept_days: int


def read_receipts(*, membership: Membership) -> Proof:
    """Count what ``membership`` sent from each phone they used."""
    organization = membership.organization_id
    knocks = Knock.objects.for_organization(organization).filter(membership=membership)
    items = QuarantinedItem.objects.for_organization(organization).filter(membership=membership)
    faded = FadedWork.objects.for_organization(organization).filter(membership=membership)
    used = Q(tokens__membership=membership)
    for rows in (knocks, items, faded):
        used |= Q(pk__in=rows.values("device"))
    devices = Device.objects.for_organization(organization).filter(used).distinct().order_by("pk")
    hashes = sorted(knocks.values_list("content_hash", flat=True))
    return Proof(
        receipts=[read_receipt(device=device, membership=membership) for device in devices],
        hashes=hashes,
        digest=sha256("".join(hashes).encode()).hexdigest(),
        kept_days=KEPT_DAYS,
    )
