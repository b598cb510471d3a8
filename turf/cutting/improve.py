"""Shorten the walks of many places at once: streets first, then single doors, in turn."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.chance import mix
from turf.cutting.descend import descend
from turf.cutting.links import Links
from turf.cutting.recreate import Schedule, recreate
from turf.cutting.runs import runs_in
from turf.cutting.walks import Place, Units

# Bounds are soft at first: many good cuts lie beyond a bad one. Tuned on Cambridge, target 50.
PHASES = (
    Schedule(240, warmth_m=(60.0, 3.0), strictness_m=(200.0, 2_000.0)),
    Schedule(240, warmth_m=(30.0, 1.0), strictness_m=(200.0, 2_000.0)),
    Schedule(240, warmth_m=(30.0, 1.0), strictness_m=(3_000.0, 30_000.0)),
)
# Never out of bounds, for the few places that soft bounds leave outside.
STRICT_PHASES = (
    Schedule(400, warmth_m=(60.0, 1.0), strictness_m=(1e9, 1e9)),
    Schedule(400, warmth_m=(60.0, 1.0), strictness_m=(1e9, 1e9)),
)
# A place is cut several times over and the best cut taken: luck differs more than effort pays.
TRIES = 2
BOUND_SLACK = 1e-9


def improve_places(places: list[Place], hop_load: float, seed: int) -> list[list[NDArray[np.intp]]]:
    """Improve the walks of each place; walks by place, of units as in `Place`.

    What a place comes out as does not depend on the other places, and walks that kept their bounds
    keep them. ``hop_load`` is the load of a metre walked.
    """
    tried = _improve(places * TRIES, hop_load, seed, PHASES)
    walks = [_best(place, tried[i :: len(places)], hop_load) for i, place in enumerate(places)]
    broken = [
        i
        for i, place in enumerate(places)
        if not keeps_bounds(place, walks[i], hop_load)
        and keeps_bounds(place, place.walks, hop_load)
    ]
    if broken:
        again = _improve([places[i] for i in broken], hop_load, seed, STRICT_PHASES)
        for i, strict in zip(broken, again, strict=True):
            walks[i] = strict
    return walks


def _best(
    place: Place, tried: list[list[NDArray[np.intp]]], hop_load: float
) -> list[NDArray[np.intp]]:
    """Of several cuts of a place the shortest that keeps the bounds, or else the shortest."""
    return min(
        tried,
        key=lambda walks: (
            not keeps_bounds(place, walks, hop_load),
            sum(walked_m(place, walk) for walk in walks),
        ),
    )


def walked_m(place: Place, walk: NDArray[np.intp]) -> float:
    """Metres from the first unit of a walk to its last."""
    return float(place.walk_m[walk[:-1], walk[1:]].sum(dtype=np.float64))


def loads_of(place: Place, walks: list[NDArray[np.intp]], hop_load: float) -> NDArray[np.float64]:
    """The load of each walk: its units' and that of walking between them."""
    return np.array([place.load[walk].sum() + hop_load * walked_m(place, walk) for walk in walks])


def keeps_bounds(place: Place, walks: list[NDArray[np.intp]], hop_load: float) -> bool:
    """Whether every walk's load is within the place's bounds."""
    load = loads_of(place, walks, hop_load)
    slack = BOUND_SLACK * place.high
    return bool(((load >= place.low - slack) & (load <= place.high + slack)).all())


def _improve(
    places: list[Place], hop_load: float, seed: int, phases: tuple[Schedule, ...]
) -> list[list[NDArray[np.intp]]]:
    """Move runs about, then doors, once in each phase; each phase makes its runs anew."""
    units = Units(places)
    number = np.concatenate([np.arange(len(place.walks)) for place in places])
    keys = np.array([place.key for place in places], np.uint64)
    # The same place comes once for each try.
    attempt = np.cumsum(keys[:, None] == keys, axis=1).diagonal().astype(np.uint64)
    key = (mix(keys, seed) + attempt)[units.place]
    edge = np.concatenate([[*place.edge, -1, -1] for place in places])
    walks = [
        walk + low for place, low in zip(places, units.first, strict=True) for walk in place.walks
    ]
    for phase, schedule in enumerate(phases):
        links = Links(units, runs_in(walks, edge), hop_load)
        recreate(links, mix(key, phase) + number.astype(np.uint64), schedule)
        walks = descend(units, links.unroll(), hop_load)
    found: list[list[NDArray[np.intp]]] = [[] for _ in places]
    for at, walk in zip(units.place.tolist(), walks, strict=True):
        found[at].append(walk - units.first[at])
    return found
