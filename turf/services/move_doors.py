"""Moves doors from their turfs to another one."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from turf.models import Cut, Door, EditKind, Stop, Turf, TurfEdit, User
from turf.services.hold_turfs import hold_turfs
from turf.services.lay_out_turfs import lay_out_turfs
from turf.services.read_turf_ground import TurfGround, read_turf_ground
from turf.services.swap_turfs import swap_turfs
from turf.services.turf_problems import AnotherCut, NothingToChange, TurfEmptied
from turf.transactions import writing


@writing()
def move_doors(
    *, cut: Cut, doors: Iterable[Door], to_turf: Turf, edited_by: User | None = None
) -> TurfEdit:
    """Move ``doors``, which stand in turfs of ``cut``, to ``to_turf``; all keep their names.

    The ground of all turfs concerned is shared out anew among their doors. Raises AnotherCut for
    doors in no turf of the cut, TurfEmptied, NothingToChange, GroundNotShared, and what
    `hold_turfs` raises.
    """
    wanted = {door.pk for door in doors}
    hold_turfs(cut=cut, turfs=[])
    stops = Stop.objects.filter(cut=cut, door__in=wanted)
    turf_of_door = dict(stops.values_list("door_id", "turf_id"))
    if len(turf_of_door) < len(wanted):
        raise AnotherCut(
            f"{len(wanted) - len(turf_of_door)} of the doors are in no turf of cut {cut.pk}"
        )
    sources = set(turf_of_door.values()) - {to_turf.pk}
    if not sources:
        raise NothingToChange(f"The doors are in turf {to_turf.name} already")
    others = Turf.objects.filter(pk__in=sources).order_by("pk")
    held = hold_turfs(cut=cut, turfs=[to_turf, *others])
    ground = read_turf_ground(cut=cut, turfs=held)
    turf = np.where(np.isin(ground.door_id, list(wanted)), 0, ground.doors.area)
    refuse_emptied(ground, turf)
    layout = lay_out_turfs(
        ground=ground,
        rows=[np.flatnonzero(turf == row) for row in range(len(held))],
        shapes=ground.outline,
        names=[turf.name for turf in held],
    )
    return swap_turfs(
        cut=cut, kind=EditKind.MOVE_DOORS, retired=held, layouts=[layout], edited_by=edited_by
    )


def refuse_emptied(ground: TurfGround, turf: NDArray[np.intp]) -> None:
    """Raise TurfEmptied where a turf of ``ground`` is not among the doors' new ``turf`` (n,)."""
    emptied = np.setdiff1d(np.arange(len(ground.turfs)), turf)
    if len(emptied):
        names = ", ".join(ground.turfs[row].name for row in emptied)
        raise TurfEmptied(f"Turf {names} would be left without a door: merge it instead")
