"""Tries an item again as it was sent: the list may be lent by now, or the script published."""

from datetime import datetime

from canvass.models import QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.knocks.hold_item import WAITING, hold_item
from canvass.services.knocks.try_item import try_item
from canvass.services.review.review_problems import OnlyALikeness
from canvass.sync.item import read_item
from canvass.sync.outcome import Outcome
from turf.models import Membership
from turf.transactions import writing


@writing()
def rerun_item(
    *, item: QuarantinedItem, reason: str, resolved_by: Membership, resolved_at: datetime
) -> QuarantinedItem:
    """Return ``item`` as it stands after it was judged again: applied, or why it waits now.

    A dismissed one is tried too, and waits again where it cannot be applied: a wrong tap must not
    cost a knock, which nobody could send again. Raises ItemSettled when it is applied, SenderGone,
    and OnlyALikeness when what is stored is not what was sent.
    """
    read = read_item(0, item.document, schema=item.intake.client_schema)
    lists = [read.knock.walk_list] if read.knock else []
    held = hold_item(item=item, walk_lists=lists, states=WAITING | {HoldState.DISMISSED})
    if read.content_hash != held.content_hash:
        raise OnlyALikeness("What was sent cannot be shown as it was: mend it instead")
    if held.state == HoldState.DISMISSED:
        # What is dismissed counts as settled, so it would not be tried.
        held.state = HoldState.QUARANTINED
        held.save(update_fields=["state"])
    tried = try_item(item=held, read=read)
    # Why it waits from now on was written down with the others of its push.
    held.refresh_from_db()
    is_applied = tried.outcome is Outcome.APPLIED
    held.state = HoldState.APPLIED if is_applied else held.state
    held.resolved_at = resolved_at if is_applied else None
    held.resolved_by, held.reason = resolved_by, reason
    held.save(update_fields=["state", "resolved_at", "resolved_by", "reason"])
    return held
