"""Tells a phone what changed since it last asked: each document once, in the order of the log."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from canvass.documents import door_states, knocks, notices, walk_lists
from canvass.models import Change, Collection, Device
from canvass.services.changes.number_changes import number_changes
from canvass.services.changes.read_scope_head import EMPTY, Head, read_scope_head
from canvass.services.lending.expire_assignments import expire_assignments
from canvass.services.lending.mark_downloaded import mark_downloaded
from canvass.sync.checkpoint import Checkpoint, read_on, scope_of
from turf.models import HOLDS, Membership
from turf.transactions import reading, writing

DOCUMENTS_OF = {
    Collection.WALK_LISTS: walk_lists.documents_of,
    Collection.DOOR_STATES: door_states.documents_of,
    Collection.NOTICES: notices.documents_of,
    Collection.KNOCKS: knocks.documents_of,
}

log = logging.getLogger("stoop.sync")


@dataclass(frozen=True, slots=True)
class Page:
    """Documents in the order of the log, and where to read on.

    ``state_hash`` is what a phone that read everything must come to; None where there is more to
    read, or where something was changed in this very moment.
    """

    documents: list[dict[str, Any]]
    checkpoint: Checkpoint
    state_hash: str | None


def pull_changes(  # noqa: PLR0913 (all by name)
    *,
    membership: Membership,
    device: Device,
    collection: Collection,
    checkpoint: Checkpoint | None,
    limit: int,
    may_only_deliver: bool,
    at: datetime,
    held_hash: str | None = None,
) -> Page:
    """Return up to ``limit`` documents of ``collection`` behind ``checkpoint``, fewer at the end.

    A checkpoint that is not of here begins a full resync, and so does ``held_hash``, what the phone
    says it holds, where it is at the end and holds something else. Who ``may_only_deliver`` is
    shown every document as gone, and so is who was lent lists in a role that holds none any more,
    but for their own knocks. Safe to repeat.
    """
    sees_nothing = may_only_deliver or not _may_hold(membership, collection)
    scope = scope_of(membership.pk, may_only_deliver=sees_nothing)
    asked = _Asked(membership, collection, limit, sees_nothing, at)
    head = asked.head()
    here = read_on(checkpoint, epoch=head.epoch, scope=scope, head=head.last_seq)
    if not head.is_settled:
        _settle(asked, head, here)
    elif here.seq == head.last_seq:
        expected = asked.hash_of(head)
        if held_hash in (None, expected):
            return Page([], here, expected)
    page = _read_behind(asked, checkpoint, scope)
    is_told_nothing = page.checkpoint == checkpoint and page.state_hash is not None
    if is_told_nothing and held_hash not in (None, page.state_hash):
        _note_mismatch(device, membership, collection)
        page = _read_behind(asked, None, scope)
    return page


def _read_behind(asked: "_Asked", checkpoint: Checkpoint | None, scope: str) -> Page:
    with reading():
        head = asked.head()
        here = read_on(checkpoint, epoch=head.epoch, scope=scope, head=head.last_seq)
        return _read(asked, head, here)


def _may_hold(membership: Membership, collection: Collection) -> bool:
    return collection == Collection.KNOCKS or membership.role in HOLDS


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, and for whom."""

    membership: Membership
    collection: Collection
    limit: int
    sees_nothing: bool
    at: datetime

    def head(self) -> Head:
        return read_scope_head(membership=self.membership, collection=self.collection, at=self.at)

    def hash_of(self, head: Head) -> str:
        return EMPTY if self.sees_nothing else head.state_hash


def _settle(asked: _Asked, head: Head, here: Checkpoint) -> None:
    """Bring loans up to date, and number what was changed since somebody last read."""
    is_changed = head.has_unnumbered
    if head.has_run_out:
        is_changed |= expire_assignments(membership=asked.membership, at=asked.at) > 0
    if head.has_taken_up and not asked.sees_nothing:
        is_changed |= mark_downloaded(membership=asked.membership, seq=here.seq) > 0
    if is_changed:
        number_changes(organization=asked.membership.organization_id)


def _note_mismatch(device: Device, membership: Membership, collection: Collection) -> None:
    log.warning(
        "device %s of membership %s holds other %s than it should: resync",
        device.pk,
        membership.pk,
        collection.value,
    )
    with writing():
        Device.objects.filter(pk=device.pk).update(hash_mismatches=F("hash_mismatches") + 1)


def _read(asked: _Asked, head: Head, here: Checkpoint) -> Page:
    """Read one page in the snapshot in which ``head`` was read."""
    changes: Any = (
        Change.objects.for_organization(asked.membership.organization_id)
        .filter(membership=asked.membership, collection=asked.collection, seq__gt=here.seq)
        .order_by("seq")
        .values_list("row", "revision", "is_deleted", "seq", named=True)[: asked.limit]
    )
    rows = list(changes)
    documents = _documents(asked, rows)
    is_at_head = len(rows) < asked.limit or rows[-1].seq == head.last_seq
    if rows:
        here = here.moved_to(head.last_seq if is_at_head else rows[-1].seq)
    is_exact = is_at_head and not head.has_unnumbered and _are_as_logged(asked, rows, documents)
    return Page(documents, here, asked.hash_of(head) if is_exact else None)


def _are_as_logged(asked: _Asked, rows: Sequence[Any], documents: Sequence[Any]) -> bool:
    """Tell whether all that the log holds for live was seen; what ran out just now was not."""
    seen = zip(rows, documents, strict=True)
    return asked.sees_nothing or all(told["_deleted"] == row.is_deleted for row, told in seen)


def _documents(asked: _Asked, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Write out changed rows; what is not to be seen in this snapshot is gone for the phone."""
    live = [] if asked.sees_nothing else [row.row for row in rows if not row.is_deleted]
    contents = (
        DOCUMENTS_OF[asked.collection](membership=asked.membership, rows=live, at=asked.at)
        if live
        else {}
    )
    return [
        contents.get(row.row, {})
        | {"id": row.row, "revision": row.revision, "_deleted": row.row not in contents}
        for row in rows
    ]
