"""Records what phones say happened at the doors: one outcome for each item, nothing lost."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from uuid import UUID

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from canvass.models import Device, Intake, Knock, QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.quarantine_items import quarantine_items
from canvass.services.read_lent import read_lent
from canvass.services.store_knocks import Admitted, store_knocks
from canvass.sync.admission import Lent, Refusal, refusal_of
from canvass.sync.clock import correct_time
from canvass.sync.item import Item, read_item
from canvass.sync.knock_in import KnockIn
from canvass.sync.outcome import ItemOutcome, Outcome, count_outcomes
from turf.models import Membership
from turf.transactions import writing

REWRITTEN = Refusal(
    "knock_rewritten",
    "This knock is stored with other content: send a correction, with an id of its own, that "
    "supersedes it",
    is_fixable=False,
)
NOT_STORABLE = Refusal(
    "not_storable",
    "The database refused this knock: tell your lead, it is kept as it came",
    is_fixable=True,
)

WAITING = (HoldState.HELD, HoldState.QUARANTINED)


@writing()
def record_knocks(*, intake: Intake, knocks: Sequence[object]) -> list[ItemOutcome]:
    """Apply the ``knocks`` of a stored body, and return what became of each, in their order.

    ``intake`` (see `store_intake`) says who sent them from which device and when. Items may be any
    JSON value: what cannot be applied is quarantined and changes nothing for its neighbours. Safe
    to repeat: an equal resend is a duplicate. Raises ValueError when the sender is not of the
    device's organization, and OperationalError, having stored nothing, when the database cannot
    serve: the phone sends again.
    """
    membership = intake.membership
    if membership is None or intake.organization_id != membership.organization_id:
        raise ValueError("the sender must be a member of the device's organization")
    waiting = [read_item(position, document) for position, document in enumerate(knocks)]
    read = [item.knock for item in waiting if item.knock]
    lent = read_lent(membership=membership, knocks=read)
    outcomes: dict[int, ItemOutcome] = {}
    has_moved = True
    while waiting:
        settled = _settle(waiting, lent, intake, membership)
        if not (settled or has_moved):
            raise OperationalError("ids are taken by knocks this transaction cannot see")
        has_moved = bool(settled)
        outcomes |= {outcome.position: outcome for outcome in settled}
        waiting = [item for item in waiting if item.position not in outcomes]
    in_order = [outcomes[position] for position in range(len(knocks))]
    _note(intake, in_order, highest_seq=max((knock.device_seq for knock in read), default=0))
    return in_order


def _settle(
    items: Sequence[Item], lent: Lent, intake: Intake, membership: Membership
) -> list[ItemOutcome]:
    """Settle the items that can be; what repeats an id admitted here is left for the next turn."""
    known = _known(intake, {item.id for item in items if item.id})
    duplicates: list[Item] = []
    refused: list[tuple[Item, Refusal]] = []
    admitted: dict[UUID | None, tuple[Item, Admitted]] = {}
    for item in items:
        if (item.id, item.content_hash) in known.settled:
            duplicates.append(item)
        elif item.knock is None or item.id in known.stored:
            refused.append((item, item.fault or REWRITTEN))
        elif item.id not in admitted:
            judged = _judge(item, item.knock, lent, intake)
            if isinstance(judged, Refusal):
                refused.append((item, judged))
            else:
                admitted[item.id] = item, judged
    applied, not_storable = _store(list(admitted.values()), lent, intake, membership)
    refused += [(item, NOT_STORABLE) for item in not_storable]
    quarantine_items(refused=refused, intake=intake, membership=membership)
    waiting = known.open | {item.id for item, _ in refused}
    _close_mended(intake, [item.id for item in applied if item.id in waiting])
    return [
        *(ItemOutcome(item.position, item.id, Outcome.APPLIED) for item in applied),
        *(ItemOutcome(item.position, item.id, Outcome.DUPLICATE) for item in duplicates),
        *(
            ItemOutcome(item.position, item.id, Outcome.QUARANTINED, *astuple(refusal))
            for item, refusal in refused
        ),
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the organization has under the ids of a push.

    ``stored`` are ids of knocks, ``settled`` (id, hash) of what a resend changes nothing about,
    ``open`` ids of which something waits in quarantine.
    """

    stored: set[UUID]
    settled: set[tuple[UUID | None, str]]
    open: set[UUID | None]


def _known(intake: Intake, ids: set[UUID]) -> _Known:
    organization = intake.organization_id
    hashes = dict(
        Knock.objects.for_organization(organization)
        .filter(uid__in=ids)
        .values_list("uid", "content_hash")
    )
    kept = (
        QuarantinedItem.objects.for_organization(organization)
        .filter(device=intake.device_id, uid__in=ids)
        .values_list("uid", "content_hash", "state")
    )
    states = list(kept)
    dismissed = {(uid, code) for uid, code, state in states if state == HoldState.DISMISSED}
    return _Known(
        stored=set(hashes),
        settled=set(hashes.items()) | dismissed,
        open={uid for uid, _, state in states if state in WAITING},
    )


def _judge(item: Item, knock: KnockIn, lent: Lent, intake: Intake) -> Admitted | Refusal:
    made = correct_time(knock.knocked_at, sent_at=intake.sent_at, received_at=intake.received_at)
    return refusal_of(knock, lent, made) or Admitted(knock, item.content_hash, made)


def _store(
    admitted: Sequence[tuple[Item, Admitted]], lent: Lent, intake: Intake, membership: Membership
) -> tuple[list[Item], list[Item]]:
    """Store all at once or, when the database refuses, one by one; which went in and which cannot.

    Another phone may have stored an id in this very moment: such an item is in neither.
    """
    if not admitted:
        return [], []
    try:
        with transaction.atomic():
            made = store_knocks(
                admitted=[one for _, one in admitted],
                lent=lent,
                intake=intake,
                membership=membership,
            )
    except (IntegrityError, DataError):
        if len(admitted) == 1:
            return [], [admitted[0][0]]
        singly = [_store([one], lent, intake, membership) for one in admitted]
        return [item for went, _ in singly for item in went], [
            item for _, refused in singly for item in refused
        ]
    return [item for item, _ in admitted if item.id in made], []


def _close_mended(intake: Intake, ids: Sequence[UUID | None]) -> None:
    """Close what waited under ids of which a mended version was applied; both are kept."""
    if not ids:
        return
    QuarantinedItem.objects.for_organization(intake.organization_id).filter(
        device=intake.device_id, uid__in=ids, state__in=WAITING
    ).update(state=HoldState.APPLIED, resolved_at=intake.received_at)


def _note(intake: Intake, outcomes: Sequence[ItemOutcome], *, highest_seq: int) -> None:
    """Write down the counts, and how many knocks the phone must have made by now."""
    counts = {outcome.value: count for outcome, count in count_outcomes(outcomes).items()}
    Intake.objects.filter(pk=intake.pk).update(outcomes=counts)
    Device.objects.filter(pk=intake.device_id).update(
        last_sync_at=intake.received_at,
        last_seq_reported=Greatest(F("last_seq_reported"), highest_seq),
    )
