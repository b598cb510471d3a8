"""Forgets who knocked the doors of one list, and when to the minute."""

from collections import defaultdict
from datetime import UTC
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from django.db.models.functions import TruncHour

from canvass.models import Assignment, AssignmentHolder, Device, FadedWork, Knock
from canvass.models.device import DeviceState
from canvass.models.faded import faded_device_id
from canvass.services.fading.fade_asking import fade_asking
from canvass.services.fading.fade_bodies import fade_bodies
from canvass.services.fading.forget_changes import forget_changes
from canvass.services.fading.round_time import hour_of
from canvass.services.intake.read_receipt import read_receipt
from canvass.services.lending.put_back_list import put_back_list
from turf.models import WalkList
from turf.querysets import STANDING_LOANS
from turf.transactions import writing

ROUNDED = ("knocked_at", "received_at", "corrected_at")
FADED = (
    *ROUNDED,
    "membership",
    "device",
    "device_seq",
    "faded_as",
    "monotonic_ms",
    "clock_offset_s",
    "uncertainty_s",
    "batch",
    "extra",
)


@writing()
def fade_list(*, walk_list: WalkList) -> None:
    """Put a random key of ``walk_list`` in the place of each who knocked it, and round the times.

    What is counted, what was said and how far from the door somebody stood stays, and so do ids and
    content hashes: what is sent again is known. Who held the list is forgotten too; a knock of it
    that comes yet waits for a person. The caller has seen that the list is closed.
    """
    held = WalkList.objects.select_for_update().get(pk=walk_list.pk)
    phone = _nobodys_phone(held.organization_id)
    knocks = list(
        Knock.objects.filter(walk_list=held, faded_as=None)
        .select_related("membership", "device")
        .order_by("device", "device_seq", "pk")
    )
    _keep_counts(knocks)
    fade_bodies(walk_list=held, knocks=knocks, phone=phone)
    forget_changes(walk_list=held, knocks=knocks)
    _fade_knocks(knocks, phone)
    held.listed_doors.filter(worked_at__isnull=False).update(
        worked_at=TruncHour("worked_at", tzinfo=UTC)
    )
    fade_asking(walk_list=held)
    _forget_holders(held)


def _nobodys_phone(organization: int) -> Device:
    phone: Device
    phone, _ = Device.objects.get_or_create(
        id=faded_device_id(organization),
        defaults={
            "organization_id": organization,
            "name": "faded",
            "state": DeviceState.REVOKED,
        },
    )
    return phone


def _keep_counts(knocks: list[Knock]) -> None:
    """Remember of each person and phone how many there were, and up to where none is missing."""
    counts: dict[tuple[int, int | None, UUID], list[Knock]] = defaultdict(list)
    for knock in knocks:
        counts[knock.campaign_id, knock.membership_id, knock.device_id].append(knock)
    up_to = {
        (knock.membership_id, knock.device_id): (
            read_receipt(device=knock.device, membership=knock.membership).contiguous_seq
            if knock.membership
            else 0
        )
        for (knock, *_) in counts.values()
    }
    for (campaign, membership, device), theirs in counts.items():
        whose: dict[str, Any] = {
            "campaign_id": campaign,
            "membership_id": membership,
            "device_id": device,
        }
        work, _ = FadedWork.objects.get_or_create(
            organization_id=theirs[0].organization_id,
            **whose,
            defaults={"knocks": 0, "up_to_seq": 0},
        )
        FadedWork.objects.filter(pk=work.pk).update(
            knocks=F("knocks") + len(theirs), up_to_seq=up_to[membership, device]
        )


def _fade_knocks(knocks: list[Knock], phone: Device) -> None:
    keys: dict[int | None, UUID] = defaultdict(uuid4)
    numbers: dict[UUID, int] = defaultdict(int)
    for knock in knocks:
        key = keys[knock.membership_id]
        numbers[key] += 1
        knock.faded_as, knock.device_seq = key, numbers[key]
        knock.membership, knock.device = None, phone
        for name in ROUNDED:
            setattr(knock, name, hour_of(getattr(knock, name)))
        knock.monotonic_ms = knock.clock_offset_s = knock.uncertainty_s = knock.batch = None
        knock.extra = {}
    Knock.objects.bulk_update(knocks, FADED, batch_size=100)


def _forget_holders(walk_list: WalkList) -> None:
    loans = Assignment.objects.filter(walk_list=walk_list)
    if loans.filter(state__in=STANDING_LOANS).update(state="expired", ended_at=F("expires_at")):
        put_back_list(walk_list=walk_list)
    AssignmentHolder.objects.filter(assignment__in=loans).delete()
