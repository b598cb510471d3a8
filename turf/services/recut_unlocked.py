"""Cuts again what is neither locked nor out."""

from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from turf.cutting.cut import cut as run_engine
from turf.cutting.ground import Areas, Params
from turf.cutting.outline import LATTICE_M, areal
from turf.cutting.projection import projection_about
from turf.models import Cut, EditKind, Precinct, Turf, TurfEdit, User, WalkList
from turf.querysets import LiveQuerySet
from turf.services.hold_turfs import hold_turfs
from turf.services.merge_turfs import BESIDE_DEG
from turf.services.name_turfs import name_turfs
from turf.services.read_turf_ground import TurfGround, read_turf_ground
from turf.services.store_layout import Layout
from turf.services.swap_turfs import swap_turfs
from turf.services.turf_problems import NothingToChange, TurfRetired
from turf.transactions import writing


def recut_unlocked(
    *,
    cut: Cut,
    params: Params,
    seed: int = 0,
    jobs: int = 1,
    edited_by: User | None = None,
) -> TurfEdit:
    """Cut the ground of all turfs that are neither locked nor out anew, within their precincts.

    Where precincts were packed, the connected ground of their turfs is cut as one. The engine runs
    outside of the transaction, so that a long cut blocks nobody. Raises NothingToChange where
    everything is locked or out, and TurfRetired where the turfs changed while it ran.
    """
    turfs = list(_free(cut).order_by("pk"))
    if not turfs:
        raise NothingToChange("Every turf is locked or out: nothing is left to cut again")
    ground = read_turf_ground(cut=cut, turfs=turfs)
    area_of_turf, codes, precincts = _areas_of(ground)
    areas = Areas(np.array(codes, dtype=object), _joined(ground, area_of_turf))
    doors = replace(ground.doors, area=area_of_turf[ground.doors.area])
    engine = run_engine(doors, ground.streets, areas, params, seed=seed, jobs=jobs)
    with writing():
        hold_turfs(cut=cut, turfs=[])
        if set(_free(cut).values_list("pk", flat=True)) != {turf.pk for turf in turfs}:
            raise TurfRetired("Turfs were edited or lent while this ran: cut again")
        rest = Turf.objects.live().filter(cut=cut).exclude(pk__in=[turf.pk for turf in turfs])
        names = name_turfs(
            [[codes[area] for area in of] for of in engine.turfs.areas],
            taken=set(rest.values_list("name", flat=True)),
        )
        single = [precincts[of[0]] if len(of) == 1 else None for of in engine.turfs.areas]
        layout = Layout(engine, names, single, ground.door_id, ground.street_id)
        return swap_turfs(
            cut=cut, kind=EditKind.RECUT, retired=turfs, layouts=[layout], edited_by=edited_by
        )


def _free(cut: Cut) -> LiveQuerySet:
    """Live turfs that are neither locked nor have a list that is out or on offer."""
    lent = WalkList.objects.filter(round__turf__cut=cut).lent()
    turfs: LiveQuerySet = Turf.objects.live().filter(cut=cut, is_locked=False)
    return turfs.exclude(pk__in=lent.values("round__turf"))


def _areas_of(ground: TurfGround) -> tuple[NDArray[np.intp], list[str], list[int | None]]:
    """The area of each turf, (t,), and each area's code and precinct, None where it was packed."""
    turfs = ground.turfs
    precincts = {turf.precinct_id for turf in turfs if turf.precinct_id is not None}
    code_of = dict(Precinct.objects.filter(pk__in=precincts).values_list("pk", "code"))
    first = _first_beside(ground)
    keys: list[tuple[str, int, int | None]] = []
    for turf, row in zip(turfs, first.tolist(), strict=True):
        if turf.precinct_id is None:
            # What was packed goes on under the name of its first turf, without its number.
            name = turfs[row].name
            keys.append((name.rpartition("-")[0] or name, row, None))
        else:
            keys.append((code_of[turf.precinct_id], -1, turf.precinct_id))
    areas = sorted(set(keys), key=lambda key: key[:2])
    number = {key: area for area, key in enumerate(areas)}
    return (
        np.array([number[key] for key in keys], np.intp),
        [code for code, _, _ in areas],
        [precinct for _, _, precinct in areas],
    )


def _first_beside(ground: TurfGround) -> NDArray[np.intp]:
    """The first of all packed turfs that each one hangs together with, (t,)."""
    tree, count = shapely.STRtree(ground.outline), len(ground.turfs)
    pairs = tree.query(ground.outline, predicate="dwithin", distance=BESIDE_DEG)
    is_packed = np.array([turf.precinct_id is None for turf in ground.turfs])
    a, b = pairs[:, is_packed[pairs].all(axis=0)]
    beside = coo_matrix((np.ones(len(a)), (a, b)), (count, count))
    _, part = connected_components(beside, directed=False)
    _, first = np.unique(part, return_index=True)
    return np.asarray(first[part])


def _joined(ground: TurfGround, area_of_turf: NDArray[np.intp]) -> NDArray[np.object_]:
    """The ground of each area, without the hairlines that its turfs' outlines leave."""
    projection = projection_about(ground.doors.lonlat)
    outline_m = projection.shapes_to_metres(areal(ground.outline))
    joined = [
        shapely.union_all(outline_m[area_of_turf == area], grid_size=LATTICE_M)
        for area in range(int(area_of_turf.max()) + 1)
    ]
    return projection.shapes_to_degrees(np.array(joined, dtype=object))
