"""Puts a mended document in the place of one that could not be applied."""

from collections.abc import Mapping
from datetime import datetime

from canvass.models import QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.knocks.hold_item import hold_item
from canvass.services.knocks.try_item import try_item
from canvass.services.review.review_problems import OtherId, StillRefused
from canvass.sync.item import read_item
from canvass.sync.outcome import Outcome
from canvass.sync.storable import storable
from turf.models import Membership
from turf.transactions import writing


@writing()
def mend_item(
    *,
    item: QuarantinedItem,
    document: Mapping[str, object],
    reason: str,
    resolved_by: Membership,
    resolved_at: datetime,
) -> QuarantinedItem:
    """Return ``item`` with ``document`` applied in its place, in the name of who sent it.

    It has the id of the item, where that has one that can be read; who, when and from which phone
    stays as the item came. What was sent is kept beside it, and what waited for this knock is
    applied with it. Raises ItemSettled, OtherId, SenderGone, and StillRefused with the refusal's
    code when the mended one cannot be applied: then nothing has changed.
    """
    read = read_item(0, document)
    if read.fault:
        raise StillRefused(read.fault.code, read.fault.message)
    lists = [read.knock.walk_list] if read.knock else []
    held = hold_item(item=item, walk_lists=lists)
    if held.uid is not None and read.id != held.uid:
        raise OtherId(f"id: keep {held.uid}, which the phone knows it by")
    tried = try_item(item=held, read=read)
    if tried.outcome is not Outcome.APPLIED:
        raise StillRefused(tried.code, tried.message)
    held.state = HoldState.APPLIED
    held.resolved_at, held.resolved_by, held.reason = resolved_at, resolved_by, reason
    held.mended = storable(read.document)
    held.save(update_fields=["state", "resolved_at", "resolved_by", "reason", "mended"])
    return held
