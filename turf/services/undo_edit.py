"""Takes back the latest edit of a cut."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone

from turf.errors import NotFound
from turf.models import (
    Cut,
    Door,
    EditKind,
    ListedDoor,
    Stop,
    Street,
    Turf,
    TurfEdit,
    UnassignedDoor,
    WalkList,
)
from turf.models.walk_list import ListState
from turf.services.hold_turfs import hold_turfs
from turf.services.score_turfs import score_turfs
from turf.services.store_layout import create_in_batches
from turf.services.swap_turfs import STOP, State, retire_turfs
from turf.services.turf_problems import ListsAreOut, NotTheLatest
from turf.transactions import writing


@writing()
def undo_edit(*, cut: Cut, number: int | None = None) -> TurfEdit:
    """Take back the latest edit that was not: the turfs it replaced are back, with their ids.

    Lists that the edit closed are ready again, and the cut's score is what it was. ``number``
    names the edit that is meant: sent again it takes back no second one, and it takes back none
    that a colleague has made meanwhile. Raises NotFound when there is no such edit,
    NotTheLatest, and ListsAreOut where doors of such a list were given out, or worked, from a newer
    one of the same round: two canvassers would knock at them. Edits forward are always possible.
    """
    hold_turfs(cut=cut, turfs=())
    edit = _edit_meant(cut, number)
    if edit.undone_at is not None:
        return edit
    if edit.kind in (EditKind.LOCK, EditKind.UNLOCK):
        _lock_as_before(edit.before["turfs"])
    else:
        new = [state["id"] for state in edit.after["turfs"]]
        retire_turfs(list(Turf.objects.filter(pk__in=new)))
        UnassignedDoor.objects.filter(
            cut=cut, door__in=[door for door, _ in edit.after["unassigned"]]
        ).delete()
        _bring_back(cut, edit)
        _open_lists(cut, edit.before["closed_lists"])
    # What was edited before scores were kept has none to put back.
    cut.score = edit.before["score"] if "score" in edit.before else score_turfs(cut=cut)
    cut.save(update_fields=["score"])
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    return edit


def _edit_meant(cut: Cut, number: int | None) -> TurfEdit:
    latest: TurfEdit | None = cut.edits.filter(undone_at__isnull=True).order_by("number").last()
    if number is None:
        if latest is None:
            raise NotFound("There is no edit to take back")
        return latest
    meant: TurfEdit | None = cut.edits.filter(number=number).first()
    if meant is None:
        raise NotFound(f"Cut {cut.pk} has no edit {number}")
    if meant.undone_at is None and meant != latest:
        raise NotTheLatest(f"Edit {number} was followed by others: take those back first")
    return meant


def _lock_as_before(states: Iterable[State]) -> None:
    for state in states:
        Turf.objects.filter(pk=state["id"]).update(is_locked=state["is_locked"])


def _bring_back(cut: Cut, edit: TurfEdit) -> None:
    turfs = [state["id"] for state in edit.before["turfs"]]
    Turf.objects.filter(pk__in=turfs).update(retired_at=None)
    stops_of_turf = {turf: edit.stops[str(turf)] for turf in turfs}
    # Ground may have been loaded anew meanwhile.
    stops = [stop for of in stops_of_turf.values() for stop in of]
    doors = _still_there(Door, {stop[STOP.index("door_id")] for stop in stops})
    streets = _still_there(Street, {stop[STOP.index("street_id")] for stop in stops})
    create_in_batches(
        Stop,
        (
            Stop(
                organization_id=cut.organization_id,
                cut=cut,
                turf_id=turf,
                id=pk,
                door_id=door,
                position=position,
                street_id=street if street in streets else None,
                side=side,
            )
            for turf, of in stops_of_turf.items()
            for pk, door, position, street, side in of
            if door in doors
        ),
    )


def _still_there(model: type[Model], ids: set[Any]) -> set[Any]:
    rows = model._default_manager.filter(pk__in=ids - {None})
    return set(rows.values_list("pk", flat=True))


def _open_lists(cut: Cut, ids: Sequence[str]) -> None:
    """Make lists ready again. Raises ListsAreOut where a door of theirs is taken."""
    closed = WalkList.objects.filter(pk__in=ids, state=ListState.CLOSED)
    for number in set(closed.values_list("round__number", flat=True)):
        others = ListedDoor.objects.taken(cut, number).exclude(walk_list__in=ids)
        own = ListedDoor.objects.filter(walk_list__in=closed, walk_list__round__number=number)
        both = others.filter(door__in=own.values("door")).select_related("walk_list").first()
        if both is not None:
            raise ListsAreOut(
                f"List {both.walk_list.number} was given out or worked since this edit, and has "
                "doors of a list made before it: change the turfs with a new edit instead"
            )
    closed.update(state=ListState.READY)
