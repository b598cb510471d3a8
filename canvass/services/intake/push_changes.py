"""Takes in what a phone recorded: one outcome for each item, nothing lost, nothing twice."""

from collections.abc import Sequence

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest

from canvass.models import Device, Intake
from canvass.services.intake.redact_body import redact_body
from canvass.services.knocks.record_items import record_items
from canvass.sync.item import read_items
from canvass.sync.outcome import ItemOutcome, count_outcomes
from turf.transactions import writing


@writing()
def push_changes(*, intake: Intake, documents: Sequence[object]) -> list[ItemOutcome]:
    """Apply the ``documents`` of a stored body, and return what became of each, in their order.

    ``intake`` (see `store_intake`) says who sent them from which device and when; with it stays how
    many items had which outcome, with the device how many knocks it must have made by now. Safe to
    repeat: an equal resend is a duplicate. What is not to be stored goes from the body too. Raises
    what `record_items` raises, having stored nothing.
    """
    items = read_items(documents, schema=intake.client_schema)
    outcomes = record_items(intake=intake, items=items)
    redact_body(intake=intake, items=items)
    counts = {outcome.value: count for outcome, count in count_outcomes(outcomes).items()}
    # A body that is looked at again keeps what became of it the first time.
    Intake.objects.filter(pk=intake.pk, outcomes__isnull=True).update(outcomes=counts)
    highest_seq = max((item.knock.device_seq for item in items if item.knock), default=0)
    at = Value(intake.received_at)
    Device.objects.filter(pk=intake.device_id).update(
        last_sync_at=Greatest(Coalesce("last_sync_at", at), at),
        last_seq_reported=Greatest(F("last_seq_reported"), highest_seq),
    )
    return outcomes
