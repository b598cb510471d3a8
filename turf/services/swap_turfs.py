"""Puts new turfs in the place of old ones and records the edit: the one way turfs change."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone

from turf.models import Cut, Stop, Turf, TurfEdit, UnassignedDoor, User, WalkList
from turf.models.walk_list import ListState
from turf.services.score_turfs import score_turfs
from turf.services.store_layout import Layout, store_layout
from turf.transactions import writing

State = dict[str, Any]
Stops = dict[str, list[list[Any]]]
STOP = ("id", "door_id", "position", "street_id", "side")


@writing()
def swap_turfs(
    *,
    cut: Cut,
    kind: str,
    retired: Sequence[Turf],
    layouts: Sequence[Layout],
    edited_by: User | None = None,
) -> TurfEdit:
    """Retire ``retired``, held by `hold_turfs`, and store ``layouts`` of the same doors instead.

    Lists of the retired turfs that nobody was lent are closed; all others stay as they are, as do
    knocks. Doors that the engine could put in no turf are kept with their reason. The score of
    ``cut`` becomes that of its turfs as they are then.
    """
    stops = stops_of(retired)
    before = {"turfs": states_of(retired), "closed_lists": retire_turfs(retired)}
    turfs: list[Turf] = []
    unassigned: list[tuple[int, str]] = []
    warnings: list[str] = []
    for layout in layouts:
        turfs += store_layout(cut=cut, layout=layout)
        unassigned += [
            (int(layout.door_id[row]), str(reason))
            for row, reason in enumerate(layout.engine.reason_of_door)
            if reason
        ]
        warnings += layout.engine.warnings
    UnassignedDoor.objects.bulk_create(
        UnassignedDoor(organization_id=cut.organization_id, cut=cut, door_id=door, reason=reason)
        for door, reason in unassigned
    )
    after = {"turfs": states_of(turfs), "unassigned": unassigned, "warnings": warnings}
    edit = record_edit(
        cut=cut,
        kind=kind,
        before=before,
        after=after,
        stops=stops | stops_of(turfs),
        edited_by=edited_by,
    )
    cut.score = score_turfs(cut=cut)
    cut.save(update_fields=["score"])
    return edit


def record_edit(
    *,
    cut: Cut,
    kind: str,
    before: State,
    after: State,
    stops: Stops,
    edited_by: User | None,
) -> TurfEdit:
    """Store the next edit of ``cut``, whose turfs are held, with the score that it had until now.

    That is read again: since ``cut`` was read, somebody else may have edited it.
    """
    last = cut.edits.aggregate(last=Max("number"))["last"] or 0
    score = Cut.objects.values_list("score", flat=True).get(pk=cut.pk)
    edit: TurfEdit = TurfEdit.objects.create(
        organization_id=cut.organization_id,
        cut=cut,
        number=last + 1,
        kind=kind,
        edited_by=edited_by,
        edited_at=timezone.now(),
        before={**before, "score": score},
        after=after,
        stops=stops,
    )
    return edit


def states_of(turfs: Sequence[Turf]) -> list[State]:
    """What the edit's history tells of each turf."""
    return [{"id": turf.pk, "name": turf.name, "is_locked": turf.is_locked} for turf in turfs]


def stops_of(turfs: Sequence[Turf]) -> Stops:
    """The stops of each turf by its id, as JSON has it."""
    stops: Stops = {str(turf.pk): [] for turf in turfs}
    rows = Stop.objects.filter(turf__in=turfs).order_by("turf", "position")
    for turf, *stop in rows.values_list("turf_id", *STOP).iterator():
        stops[str(turf)].append(stop)
    return stops


def retire_turfs(turfs: Sequence[Turf]) -> list[str]:
    """Take the turfs out of use; return the ids of their lists that were closed for it."""
    Stop.objects.filter(turf__in=turfs).delete()
    Turf.objects.filter(pk__in=[turf.pk for turf in turfs]).update(retired_at=timezone.now())
    # Lending holds the list too: first hold them, then look at what is lent by now.
    held = WalkList.objects.filter(round__turf__in=turfs, state=ListState.READY)
    ready = [one.pk for one in held.only("pk").select_for_update(of=("self",)).order_by("pk")]
    lent = set(WalkList.objects.filter(pk__in=ready).lent().values_list("pk", flat=True))
    closed = [pk for pk in ready if pk not in lent]
    WalkList.objects.filter(pk__in=closed).update(state=ListState.CLOSED)
    return [str(pk) for pk in closed]
