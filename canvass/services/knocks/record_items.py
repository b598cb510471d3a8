"""Applies what can be applied of what came in; all else waits, and nothing is lost."""

from collections.abc import Sequence

from django.db import DataError, IntegrityError, transaction

from canvass.models import Intake, Knock
from canvass.services.knocks.admit_knocks import admit_knocks
from canvass.services.knocks.as_asked import as_asked
from canvass.services.knocks.find_parents import find_parents
from canvass.services.knocks.read_lent import read_lent
from canvass.services.knocks.settle_items import settle_items
from canvass.services.knocks.store_knocks import store_knocks
from canvass.sync.item import Item
from canvass.sync.knock_in import KnockIn
from canvass.sync.lineage import parents_first
from canvass.sync.outcome import ItemOutcome, Outcome
from turf.statements.select_rows import among, ids, select_rows
from turf.transactions import writing

_WAITING = """
SELECT 1 FROM canvass_quarantineditem
WHERE organization_id = %s AND device_id = %s AND uid {among}
UNION ALL
SELECT 1 FROM canvass_quarantineditem
WHERE organization_id = %s AND state = 'held' AND waits_for {among}
LIMIT 1
"""


class _Trouble(Exception):
    """A batch in which something cannot simply be applied."""


@writing()
def record_items(*, intake: Intake, items: Sequence[Item]) -> list[ItemOutcome]:
    """Apply ``items`` on behalf of ``intake``, and return what became of each, in their order.

    Device, membership and times are those of the ``intake``. What cannot be applied is quarantined,
    a correction without its parent held; neither changes anything for its neighbours, and what
    waited for a knock is applied with it. A batch without any of that takes a handful of
    statements, with the same result. Raises ValueError when the sender is not of the device's
    organization, and OperationalError, having stored nothing, when the database cannot serve: the
    phone sends again.
    """
    try:
        with transaction.atomic():
            return _all_at_once(intake, items)
    except (_Trouble, IntegrityError, DataError):
        return settle_items(intake=intake, items=items)


def _all_at_once(intake: Intake, items: Sequence[Item]) -> list[ItemOutcome]:
    """Apply items that are all new or stored already. Raises _Trouble when one is neither."""
    knocks = {item.id: item.knock for item in items if item.knock}
    if len(knocks) < len(items):
        raise _Trouble
    lent = read_lent(intake=intake, knocks=list(knocks.values()))
    items = as_asked(items=items, lent=lent)
    admitted, refused = admit_knocks(items=items, lent=lent, intake=intake)
    if refused or _has_waiting(intake, items) or _has_orphan(intake, list(knocks.values())):
        raise _Trouble
    made = store_knocks(admitted=admitted)
    if not _are_stored(intake, [item for item in items if item.id not in made]):
        raise _Trouble
    return [
        ItemOutcome(
            item.position, item.id, Outcome.APPLIED if item.id in made else Outcome.DUPLICATE
        )
        for item in items
    ]


def _has_orphan(intake: Intake, knocks: Sequence[KnockIn]) -> bool:
    parents = find_parents(organization=intake.organization_id, knocks=knocks)
    return len(parents_first(knocks, parents)) < len(knocks)


def _has_waiting(intake: Intake, items: Sequence[Item]) -> bool:
    """Tell whether anything is kept under the ids of ``items``, or waits for one of them."""
    sent = ids([item.id for item in items])
    params = [intake.organization_id, intake.device_id.hex, sent, intake.organization_id, sent]
    return bool(select_rows(_WAITING.format(among=among("uuid")), params))


def _are_stored(intake: Intake, items: Sequence[Item]) -> bool:
    """Tell whether all ``items`` are stored, each with this content."""
    if not items:
        return True
    stored = Knock.objects.for_organization(intake.organization_id)
    hashes = stored.filter(uid__in=[item.id for item in items]).values_list("uid", "content_hash")
    known = set(hashes)
    return all(any((item.id, one) in known for one in item.hashes) for item in items)
