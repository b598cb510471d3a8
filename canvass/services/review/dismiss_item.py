"""Decides that an item is not to count; it is kept as it came."""

from datetime import datetime

from canvass.models import QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.knocks.hold_item import hold_item
from turf.models import Membership
from turf.transactions import writing


@writing()
def dismiss_item(
    *, item: QuarantinedItem, reason: str, resolved_by: Membership, resolved_at: datetime
) -> QuarantinedItem:
    """Return ``item`` dismissed: an equal resend changes nothing from now on.

    `rerun_item` takes it back. Raises ItemSettled when it waits no more.
    """
    held = hold_item(item=item)
    held.state = HoldState.DISMISSED
    held.resolved_at, held.resolved_by, held.reason = resolved_at, resolved_by, reason
    held.save(update_fields=["state", "resolved_at", "resolved_by", "reason"])
    return held
