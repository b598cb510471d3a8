"""Reads where one collection of one membership ends: the whole cost of a pull with no news."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Subquery, Value
from django.db.models.functions import Coalesce

from canvass.models import Assignment, Change, Collection, ScopeHead, SyncLog
from canvass.models.assignment import AssignmentState
from canvass.services.find_sync_log import find_sync_log
from canvass.sync.state_hash import state_hash
from turf.models import Membership

EMPTY = state_hash(())


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a collection: its last number and the hash of all that is in it up to there.

    ``has_unnumbered`` tells that something was changed since; ``has_run_out`` that a loan ended by
    itself and ``has_taken_up`` that one was accepted, of which nobody took note yet.
    """

    epoch: UUID
    last_seq: int
    state_hash: str
    has_unnumbered: bool
    has_run_out: bool
    has_taken_up: bool

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing has to be done before it can be read."""
        return not (self.has_unnumbered or self.has_run_out or self.has_taken_up)


def read_scope_head(*, membership: Membership, collection: Collection, at: datetime) -> Head:
    """Return the end of ``collection`` as ``membership`` sees it at ``at``.

    One statement of index probes, however much there is.
    """
    scope = {"membership": membership, "collection": collection}
    heads = ScopeHead.objects.for_organization(membership.organization_id).filter(**scope)
    changes = Change.objects.for_organization(membership.organization_id).filter(**scope)
    held = Assignment.objects.held_by(membership)
    is_taken_up = Exists(held.filter(state=AssignmentState.ACCEPTED))
    logs: Any = SyncLog.objects.for_organization(membership.organization_id).values_list(
        "epoch",
        Coalesce(Subquery(heads.values("last_seq")), 0),
        Coalesce(Subquery(heads.values("state_hash")), Value(EMPTY)),
        Exists(changes.filter(seq__isnull=True)),
        Exists(held.expired(at)),
        is_taken_up if collection == Collection.WALK_LISTS else Value(False),
    )
    found = logs.first()
    if found is None:
        find_sync_log(organization=membership.organization_id)
        found = logs.get()
    return Head(*found)
