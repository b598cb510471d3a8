"""Empties what the knocks of a list came in, and what was decided about some of them."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from canvass.models import Device, Intake, Knock, QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.fading.round_time import hour_of
from canvass.services.knocks.keep_items import WAITING
from turf.models import WalkList

SETTLED = (HoldState.APPLIED, HoldState.DISMISSED)


def fade_bodies(*, walk_list: WalkList, knocks: Sequence[Knock], phone: Device) -> None:
    """Empty bodies and settled items of ``knocks``; they come from nobody's ``phone`` from now on.

    Ids and hashes stay, so that what is sent again is known. A body of which anything waits stays
    whole.
    """
    items = QuarantinedItem.objects.for_organization(walk_list.organization_id).filter(
        Q(uid__in=[knock.uid for knock in knocks]) | Q(document__walk_list=str(walk_list.pk)),
        state__in=SETTLED,
    )
    bodies = {item.intake_id for item in items}
    for item in items:
        _fade_item(item, phone)
    for intake in _bodies_of(knocks, bodies):
        intake.body, intake.device, intake.membership = b"", phone, None
        intake.pruned_at = intake.pruned_at or intake.received_at
        intake.sent_at = None
        for name in ("received_at", "pruned_at"):
            setattr(intake, name, hour_of(getattr(intake, name)))
        intake.save()


def _fade_item(item: QuarantinedItem, phone: Device) -> None:
    twins = QuarantinedItem.objects.filter(
        organization=item.organization_id,
        device=phone,
        uid=item.uid,
        content_hash=item.content_hash,
        uid__isnull=False,
    ).exclude(pk=item.pk)
    if twins.exists():
        # Two phones sent the same: of one that nobody sent, one is kept.
        item.delete()
        return
    item.membership, item.device, item.device_seq = None, phone, None
    item.document, item.mended, item.message = {}, None, ""
    item.received_at = hour_of(item.received_at)
    item.resolved_at = item.resolved_at and hour_of(item.resolved_at)
    item.save()


def _bodies_of(knocks: Sequence[Knock], more: set[int]) -> list[Intake]:
    """Bodies that these knocks came in, told by sender and moment, if nothing in them waits."""
    came = Q(pk__in=more)
    for device, membership, at in {
        (knock.device_id, knock.membership_id, knock.received_at) for knock in knocks
    }:
        came |= Q(device=device, membership=membership, received_at=at)
    waiting = QuarantinedItem.objects.filter(intake=OuterRef("pk"), state__in=WAITING)
    settled = Intake.objects.filter(came, outcomes__isnull=False).exclude(Exists(waiting))
    return list(settled.order_by("pk"))
