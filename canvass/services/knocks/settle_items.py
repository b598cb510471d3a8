"""Settles a batch in which not everything can simply be applied."""

from collections.abc import Sequence, Set
from dataclasses import astuple, dataclass
from uuid import UUID

from django.db import OperationalError

from canvass.models import Intake, Knock, QuarantinedItem
from canvass.models.faded import faded_device_id
from canvass.services.knocks.admit_knocks import admit_knocks
from canvass.services.knocks.as_asked import as_asked
from canvass.services.knocks.find_parents import find_parents
from canvass.services.knocks.keep_items import WAITING, keep_items
from canvass.services.knocks.read_lent import read_lent
from canvass.services.knocks.try_storing import try_storing
from canvass.services.knocks.wake_held import wake_held
from canvass.services.review.close_mended import close_mended
from canvass.sync.admission import Lent, Refusal
from canvass.sync.item import Item
from canvass.sync.knock_in import KnockIn
from canvass.sync.lineage import Place, parent_of, parents_first, place_of
from canvass.sync.outcome import ItemOutcome, Outcome
from canvass.sync.refusals import NOT_STORABLE, PARENT_MISSING, REWRITTEN


def settle_items(*, intake: Intake, items: Sequence[Item]) -> list[ItemOutcome]:
    """Apply, hold or quarantine each of ``items``; what became of each, in their order.

    What waited for a knock that is stored here is settled with it. Raises OperationalError when an
    id is taken by a transaction that cannot be seen.
    """
    lent = read_lent(intake=intake, knocks=[item.knock for item in items if item.knock])
    items = as_asked(items=items, lent=lent)
    waiting = list(items)
    outcomes: dict[int, ItemOutcome] = {}
    woken: set[UUID] = set()
    has_moved = True
    while waiting:
        settled, awake = _settle(waiting, lent, intake)
        if not (settled or has_moved):
            raise OperationalError("ids are taken by knocks this transaction cannot see")
        has_moved = bool(settled)
        woken |= awake
        outcomes |= {outcome.position: outcome for outcome in settled}
        waiting = [item for item in waiting if item.position not in outcomes]
    return [_as_it_ended(outcomes[item.position], woken) for item in items]


def _settle(
    items: Sequence[Item], lent: Lent, intake: Intake
) -> tuple[list[ItemOutcome], set[UUID]]:
    """Settle the items that can be, and tell what was woken by them.

    What repeats an id that is admitted here is left for the next turn.
    """
    known = _known(intake, items)
    duplicates = [item for item in items if _is_settled(item, known)]
    news = [item for item in items if not _is_settled(item, known)]
    refused = [
        (item, item.fault or REWRITTEN)
        for item in news
        if item.knock is None or item.id in known.stored
    ]
    open_ones = [item for item in news if item.knock and item.id not in known.stored]
    admitted, unfit = admit_knocks(items=open_ones, lent=lent, intake=intake)
    first = {one.knock.id: one for one in reversed(admitted)}
    knocks = [one.knock for one in first.values()][::-1]
    parents = find_parents(
        organization=intake.organization_id, knocks=[one.knock for one in admitted]
    )
    ready = parents_first(knocks, parents)
    parents |= {place_of(knock) for knock in ready}
    orphans = [one.item for one in admitted if _is_orphan(one.knock, parents)]
    stored, not_storable = try_storing(admitted=[first[knock.id] for knock in ready])
    refused += [*unfit, *((one.item, NOT_STORABLE) for one in not_storable)]
    keep_items(intake=intake, refused=refused, orphans=orphans)
    close_mended(stored=stored, closed_at=intake.received_at)
    woken = wake_held(intake=intake, parents=[one.knock for one in stored])
    return [
        *(_outcome(one.item, Outcome.APPLIED) for one in stored),
        *(_outcome(item, Outcome.DUPLICATE) for item in duplicates),
        *(_outcome(item, Outcome.HELD, PARENT_MISSING) for item in orphans),
        *(_outcome(item, Outcome.QUARANTINED, refusal) for item, refusal in refused),
    ], woken


def _is_orphan(knock: KnockIn, parents: Set[Place]) -> bool:
    parent = parent_of(knock)
    return parent is not None and parent not in parents


@dataclass(frozen=True, slots=True)
class _Known:
    """What the organization has under the ids of a push.

    ``stored`` are ids of knocks, ``settled`` (id, hash) of what a resend changes nothing about.
    """

    stored: set[UUID]
    settled: set[tuple[UUID | None, str]]


def _is_settled(item: Item, known: _Known) -> bool:
    return any((item.id, one) in known.settled for one in item.hashes | {item.content_hash})


def _known(intake: Intake, items: Sequence[Item]) -> _Known:
    ids = {item.id for item in items if item.id}
    organization = intake.organization_id
    hashes = dict(
        Knock.objects.for_organization(organization)
        .filter(uid__in=ids)
        .values_list("uid", "content_hash")
    )
    closed = (
        QuarantinedItem.objects.for_organization(organization)
        .filter(device__in=(intake.device_id, faded_device_id(organization)), uid__in=ids)
        .exclude(state__in=WAITING)
        .values_list("uid", "content_hash")
    )
    return _Known(stored=set(hashes), settled={*hashes.items(), *closed})


def _outcome(item: Item, outcome: Outcome, why: Refusal | None = None) -> ItemOutcome:
    return ItemOutcome(item.position, item.id, outcome, *(astuple(why) if why else ()))


def _as_it_ended(outcome: ItemOutcome, woken: set[UUID]) -> ItemOutcome:
    """What was held at first is applied when its parent was stored later in the same batch."""
    if outcome.outcome is Outcome.HELD and outcome.id in woken:
        return ItemOutcome(outcome.position, outcome.id, Outcome.APPLIED)
    return outcome
