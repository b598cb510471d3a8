"""Judges and applies what waits, in the name of who sent it."""

from canvass.models import Knock, QuarantinedItem
from canvass.services.knocks.record_items import record_items
from canvass.services.review.review_problems import SenderGone, StillRefused
from canvass.sync.item import Item
from canvass.sync.outcome import ItemOutcome, Outcome


def try_item(*, item: QuarantinedItem, read: Item) -> ItemOutcome:
    """Apply the knock that was ``read`` with the intake of ``item``; what came of it.

    It is never a duplicate: where an equal one is stored it is applied. Raises SenderGone, and
    StillRefused when an equal one was dismissed, or put aside for another one.
    """
    if item.intake.membership is None:
        raise SenderGone("Who sent this is no longer known: nothing can be applied in their name")
    [outcome] = record_items(intake=item.intake, items=[read])
    if outcome.outcome is not Outcome.DUPLICATE:
        return outcome
    stored = Knock.objects.for_organization(item.organization_id).filter(uid=read.id)
    if read.hashes & set(stored.values_list("content_hash", flat=True)):
        return ItemOutcome(outcome.position, outcome.id, Outcome.APPLIED)
    if stored.exists():
        raise StillRefused("knock_rewritten", "Another version of this knock is stored")
    raise StillRefused("dismissed", "This very knock was dismissed: run that item again")
