"""Tells what is durably stored of what one person recorded on one phone."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from canvass.models import Device, Knock, QuarantinedItem
from canvass.models.intake import HoldState
from turf.models import Membership
from turf.statements.select_rows import select_rows

_UP_TO = """
WITH faded AS (
    SELECT coalesce(max(up_to_seq), 0) AS up_to, coalesce(sum(knocks), 0) AS knocks
    FROM canvass_fadedwork WHERE membership_id = %s AND device_id = %s
), came AS (
    SELECT device_seq FROM canvass_knock WHERE membership_id = %s AND device_id = %s
    UNION
    SELECT device_seq FROM canvass_quarantineditem
    WHERE membership_id = %s AND device_id = %s AND device_seq IS NOT NULL
), placed AS (
    SELECT device_seq, row_number() OVER (ORDER BY device_seq) AS place
    FROM came WHERE device_seq > (SELECT up_to FROM faded)
)
SELECT max(coalesce(device_seq, up_to)), max(knocks)
FROM faded LEFT JOIN placed ON device_seq = place + up_to
"""
"""Distinct numbers have no gap as long as each stands at its own place, counted from what faded."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """How many knocks of ``device`` are stored, each counted once, by what became of them.

    Of the first ``contiguous_seq`` none is missing; the sequence is that of this person on this
    phone.
    """

    device: UUID
    applied: int
    held: int
    quarantined: int
    dismissed: int
    contiguous_seq: int

    @property
    def received(self) -> int:
        """All that is stored, whatever became of it."""
        return self.applied + self.held + self.quarantined + self.dismissed


def read_receipt(*, device: Device, membership: Membership) -> Receipt:
    """Count what ``membership`` sent from ``device``, in three queries.

    What is applied counts as such, whatever else waits under its id.
    """
    knocks = Knock.objects.for_organization(device.organization_id)
    waiting = (
        QuarantinedItem.objects.for_organization(device.organization_id)
        .filter(device=device, membership=membership)
        .exclude(state=HoldState.APPLIED)
        .exclude(Exists(knocks.filter(uid=OuterRef("uid"))))
        .order_by("pk")
    )
    states: dict[object, str] = {}
    for row, uid, state in waiting.values_list("pk", "uid", "state"):
        # Under one id what waits counts before what was dismissed.
        if state != HoldState.DISMISSED or uid is None or uid not in states:
            states[uid or row] = state
    counts = Counter(states.values())
    own = [membership.pk, device.pk.hex]
    [(up_to, faded)] = select_rows(_UP_TO, own * 3)
    return Receipt(
        device=device.pk,
        applied=knocks.filter(device=device, membership=membership).count() + int(faded),
        held=counts[HoldState.HELD],
        quarantined=counts[HoldState.QUARANTINED],
        dismissed=counts[HoldState.DISMISSED],
        contiguous_seq=up_to,
    )
