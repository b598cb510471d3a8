"""Keeps what could not be applied: for its parent to come, or for a person to look at."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from canvass.models import Device, Intake, QuarantinedItem
from canvass.models.intake import HoldState
from canvass.sync.admission import Refusal
from canvass.sync.item import Item
from canvass.sync.refusals import PARENT_MISSING
from canvass.sync.storable import storable
from canvass.sync.unkept import without_answers
from turf.statements.insert_new_rows import insert_new_rows

LONGEST_MESSAGE = 500
WAITING = (HoldState.HELD, HoldState.QUARANTINED)

Variant = tuple[UUID | None, str]
"""What one device may send many times and is kept once: an id and a content hash."""


def keep_items(
    *, intake: Intake, refused: Sequence[tuple[Item, Refusal]], orphans: Sequence[Item]
) -> None:
    """Store each item that came with ``intake`` and waits, once however often it is sent again.

    One that waits already says from now on why it does so today.
    """
    wanted: dict[Variant, tuple[Item, HoldState, Refusal]] = {}
    for item in orphans:
        wanted.setdefault(_variant(item), (item, HoldState.HELD, PARENT_MISSING))
    for item, refusal in refused:
        wanted.setdefault(_variant(item), (item, HoldState.QUARANTINED, refusal))
    if not wanted:
        return
    # Rows without an id are no twins to a unique constraint: the lock keeps two equal pushes of one
    # device from storing them twice.
    Device.objects.select_for_update(no_key=True).get(pk=intake.device_id)
    there = _update_those_there(intake, wanted)
    rows = [
        _row(intake, item, state, why)
        for variant, (item, state, why) in wanted.items()
        if variant not in there
    ]
    key = ["organization_id", "device_id", "uid", "content_hash"]
    insert_new_rows(QuarantinedItem, rows, key=key)


def _update_those_there(
    intake: Intake, wanted: Mapping[Variant, tuple[Item, HoldState, Refusal]]
) -> set[Variant]:
    ids = {uid for uid, _ in wanted if uid}
    unnamed = {content for uid, content in wanted if uid is None}
    found = QuarantinedItem.objects.for_organization(intake.organization_id).filter(
        Q(uid__in=ids) | Q(uid=None, content_hash__in=unnamed), device=intake.device_id
    )
    there = set()
    for kept in found:
        variant = (kept.uid, kept.content_hash)
        there.add(variant)
        if variant not in wanted or kept.state not in WAITING:
            continue
        item, state, why = wanted[variant]
        if (kept.state, kept.code) != (state, why.code):
            kept.state, kept.code = state, why.code
            kept.message, kept.waits_for = why.message[:LONGEST_MESSAGE], _waits_for(item, state)
            kept.save(update_fields=["state", "code", "message", "waits_for"])
    return there


def _row(intake: Intake, item: Item, state: HoldState, why: Refusal) -> dict[str, object]:
    return {
        "organization_id": intake.organization_id,
        "intake_id": intake.pk,
        "device_id": intake.device_id,
        "membership_id": intake.membership_id,
        "uid": item.id,
        "device_seq": item.device_seq,
        "waits_for": _waits_for(item, state),
        "content_hash": item.content_hash,
        "state": state,
        "code": why.code,
        "message": why.message[:LONGEST_MESSAGE],
        "document": storable(without_answers(item.document)),
        "received_at": intake.received_at,
        "reason": "",
    }


def _waits_for(item: Item, state: HoldState) -> UUID | None:
    return item.knock.supersedes if item.knock and state == HoldState.HELD else None


def _variant(item: Item) -> Variant:
    return (item.id, item.content_hash)
