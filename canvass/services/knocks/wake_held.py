"""Applies corrections that waited for a knock, now that it is stored."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from canvass.models import Intake, Knock, QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.knocks.admit_knocks import admit_knocks
from canvass.services.knocks.as_asked import as_asked
from canvass.services.knocks.keep_items import LONGEST_MESSAGE
from canvass.services.knocks.read_lent import read_lent
from canvass.services.knocks.store_knocks import Admitted
from canvass.services.knocks.try_storing import try_storing
from canvass.services.review.close_mended import close_mended
from canvass.sync.admission import Refusal
from canvass.sync.item import Item, read_item
from canvass.sync.knock_in import KnockIn
from canvass.sync.lineage import parent_of, place_of
from canvass.sync.refusals import NOT_STORABLE, REWRITTEN, SENDER_GONE


def wake_held(*, intake: Intake, parents: Sequence[KnockIn]) -> set[UUID]:
    """Settle what waited for ``parents``, just stored from ``intake``; ids of what was applied.

    Each is judged by the body that it came in itself, whoever sent that and whenever it is done.
    What waited for one of them in turn follows.
    """
    applied: set[UUID] = set()
    while parents:
        stored = _wake(intake, parents)
        applied |= {knock.id for knock in stored}
        parents = stored
    return applied


def _wake(intake: Intake, parents: Sequence[KnockIn]) -> list[KnockIn]:
    held = _held(intake.organization_id, parents)
    uids = [item.id for _, item in held]
    hashes = dict(
        Knock.objects.for_organization(intake.organization_id)
        .filter(uid__in=uids)
        .values_list("uid", "content_hash")
    )
    admitted, refused = _judge([one for one in held if one[1].id not in hashes])
    first = {one.knock.id: one for one in reversed(admitted)}
    stored, failed = try_storing(admitted=list(first.values()))
    close_mended(stored=stored, closed_at=intake.received_at)
    hashes |= {one.knock.id: one.item.content_hash for one in stored}
    why = {one.item.position: NOT_STORABLE for one in failed}
    why |= {item.position: refusal for item, refusal in refused}
    for row, item in held:
        _settle(row, item, hashes.get(item.id), why.get(item.position), intake)
    return [one.knock for one in stored]


def _held(organization: int, parents: Sequence[KnockIn]) -> list[tuple[QuarantinedItem, Item]]:
    """What waits for ``parents`` on their own lists, in the order it came."""
    places = {place_of(knock) for knock in parents}
    rows = (
        QuarantinedItem.objects.for_organization(organization)
        .filter(state=HoldState.HELD, waits_for__in=[knock.id for knock in parents])
        .select_related("intake__device", "intake__membership")
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    read = [(row, read_item(row.pk, row.document, schema=row.intake.client_schema)) for row in rows]
    return [(row, item) for row, item in read if item.knock and parent_of(item.knock) in places]


def _judge(
    held: Sequence[tuple[QuarantinedItem, Item]],
) -> tuple[list[Admitted], list[tuple[Item, Refusal]]]:
    admitted: list[Admitted] = []
    refused: list[tuple[Item, Refusal]] = []
    by_intake: dict[int, list[tuple[QuarantinedItem, Item]]] = defaultdict(list)
    for row, item in held:
        by_intake[row.intake_id].append((row, item))
    for rows in by_intake.values():
        intake, items = rows[0][0].intake, [item for _, item in rows]
        if intake.membership is None:
            refused += [(item, SENDER_GONE) for item in items]
            continue
        knocks = [item.knock for item in items if item.knock]
        lent = read_lent(intake=intake, knocks=knocks)
        items = as_asked(items=items, lent=lent)
        may, may_not = admit_knocks(items=items, lent=lent, intake=intake)
        admitted += may
        refused += may_not
    return admitted, refused


def _settle(
    row: QuarantinedItem, item: Item, stored: str | None, why: Refusal | None, intake: Intake
) -> None:
    """Write down what became of a held item; ``stored`` is the hash of what its id now holds."""
    if stored is None and why is None:
        return
    if stored in item.hashes:
        row.state, row.resolved_at = HoldState.APPLIED, intake.received_at
    else:
        refusal = why if stored is None and why else REWRITTEN
        row.state, row.code = HoldState.QUARANTINED, refusal.code
        row.message, row.waits_for = refusal.message[:LONGEST_MESSAGE], None
    row.save(update_fields=["state", "resolved_at", "code", "message", "waits_for"])
