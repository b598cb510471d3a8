"""Offers a walk list to a canvasser or a pair."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from canvass.models import Assignment, AssignmentHolder, Material, ScriptVersion
from canvass.services.lending.check_literature import check_literature
from canvass.services.scripts.check_universe import check_universe
from canvass.services.scripts.require_open_gate import require_open_gate
from canvass.services.training.check_training import check_training
from turf.errors import NotFound, StoopError
from turf.models import HOLDS, Membership, WalkList
from turf.models.walk_list import ListState
from turf.transactions import writing


class NotOneOrTwo(StoopError):
    """A list is lent to one person or to a pair."""

    code = "not_one_or_two"


class AlreadyOut(StoopError):
    """A list is lent to somebody else."""

    code = "already_out"


class ListClosed(StoopError):
    """A list is handed out no more."""

    code = "list_closed"


@writing()
def offer_assignment(
    *,
    walk_list: WalkList,
    holders: Sequence[Membership],
    script_version: ScriptVersion | None,
    literature: Material | None = None,
    offered_at: datetime,
    expires_at: datetime,
) -> Assignment:
    """Return the live loan of ``walk_list`` to exactly ``holders``, offering it if it is new.

    Every hand-out is an offer; see `accept_assignment`. A loan that expired gives way. Raises
    NotOneOrTwo, NotFound for who does not walk, ListClosed, TrainingMissing, GateClosed,
    LiteratureMissing, UniverseByLeaning, UniverseNotOpened, and AlreadyOut when the list is lent to
    others.
    """
    wanted = sorted({holder.pk for holder in holders})
    if not 1 <= len(wanted) <= 2 or len(wanted) != len(holders):
        raise NotOneOrTwo("Lend a list to one person, or to a pair of two different people")
    if not all(holder.role in HOLDS for holder in holders):
        raise NotFound("Nobody here walks by that name: lists go to canvassers and who leads them")
    held = WalkList.objects.select_for_update().get(pk=walk_list.pk)
    if held.state in (ListState.CLOSED, ListState.ROLLED_BACK):
        raise ListClosed(
            f"List {held.number} was closed: its turf was edited, or it was rolled back"
        )
    loans = Assignment.objects.filter(walk_list=walk_list)
    live: Assignment | None = loans.live(offered_at).first()
    if live is not None:
        if sorted(live.holders.values_list("pk", flat=True)) == wanted:
            return live
        raise AlreadyOut(f"List {walk_list.number} is lent to somebody else: take it back first")
    if script_version is not None:
        require_open_gate(text=script_version)
    check_literature(walk_list=held, literature=literature)
    check_universe(walk_list=held)
    check_training(walk_list=held, members=wanted)
    loans.expired(offered_at).update(state="expired", ended_at=F("expires_at"))
    assignment: Assignment = Assignment.objects.create(
        organization_id=walk_list.organization_id,
        walk_list=walk_list,
        script_version=script_version,
        literature=literature,
        offered_at=offered_at,
        expires_at=expires_at,
    )
    AssignmentHolder.objects.bulk_create(
        AssignmentHolder(
            organization_id=walk_list.organization_id, assignment=assignment, membership_id=holder
        )
        for holder in wanted
    )
    return assignment
