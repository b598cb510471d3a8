"""Shorten the walks of many places at once: streets first, then single doors, in turn."""

import numpy as np
from numpy.typing import NDArray

from turf.cutting.chance import mix
from turf.cutting.descend import descend
from turf.cutting.links import Links
from turf.cutting.recombine import best_parts
from turf.cutting.recreate import Schedule, recreate
from turf.cutting.relief import STRICTNESS_M
from turf.cutting.runs import runs_in
from turf.cutting.walks import Cut, Place, Units

# Bounds are soft at first: many good cuts lie beyond a bad one. Tuned on Cambridge, target 50.
PHASES = (
    Schedule(200, warmth=(4.0, 0.4), strictness=(13.0, 130.0)),
    Schedule(200, warmth=(3.0, 0.2), strictness=(26.0, 260.0)),
    Schedule(200, warmth=(2.0, 0.07), strictness=(200.0, 2_000.0)),
)
# Never out of bounds, for the few places that soft bounds leave outside.
STRICT_PHASES = (
    Schedule(150, warmth=(4.0, 0.07), strictness=(1e8, 1e8)),
    Schedule(150, warmth=(4.0, 0.07), strictness=(1e8, 1e8)),
)
# A place is cut several times over, and after each phase all go on from the best of it: luck
# differs more than effort pays.
TRIES = 3
BOUND_SLACK = 1e-9
LEAST_HOP_M = 1.0


def improve_places(places: list[Place], hop_load: float, seed: int) -> list[Cut]:
    """Improve the walks of each place; walks by place, of units as in `Place`.

    What a place comes out as does not depend on the other places, and walks that kept their bounds
    keep them. ``hop_load`` is the load of a metre walked.
    """
    walks = _improve(places, hop_load, seed, PHASES)
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


def _improve(
    places: list[Place], hop_load: float, seed: int, phases: tuple[Schedule, ...]
) -> list[Cut]:
    """Move runs about, then doors, once in each phase; each phase makes its runs anew."""
    units = Units(places)
    edge = np.concatenate([[*place.edge, -1, -1] for place in places])
    hop_m = np.array([_mean_hop_m(place) for place in places])
    number = np.concatenate([np.arange(len(place.walks)) for place in places])
    key = mix(np.array([place.key for place in places], np.uint64), seed)[units.place]
    keys = (key + np.arange(TRIES, dtype=np.uint64)[:, None]).ravel()
    numbers = np.tile(number, TRIES).astype(np.uint64)
    walks = units.numbered([place.walks for place in places])
    for phase, schedule in enumerate(phases):
        links = Links(units, runs_in(walks, edge), hop_load, TRIES)
        recreate(links, mix(keys, phase) + numbers, schedule, np.tile(hop_m, TRIES))
        tried = [descend(units, walks, hop_load) for walks in links.unroll()]
        is_last = phase == len(phases) - 1
        strictness_m = np.full(len(places), STRICTNESS_M)
        if not is_last:
            strictness_m = schedule.strictness[1] * hop_m
        cuts_of_place = zip(*(units.by_place(walks) for walks in tried), strict=True)
        best = [
            best_parts(list(cuts), [_costs_m(place, cut, strict_m, hop_load) for cut in cuts])
            for place, strict_m, cuts in zip(places, strictness_m, cuts_of_place, strict=True)
        ]
        walks = units.numbered(best)
    return best


def _mean_hop_m(place: Place) -> float:
    """Metres from unit to unit in the place's first walks: far in a town is near in the country."""
    walked = sum(walked_m(place, walk) for walk in place.walks)
    return max(walked / len(place.load), LEAST_HOP_M)


def _costs_m(place: Place, walks: Cut, strictness_m: float, hop_load: float) -> NDArray[np.float64]:
    """Metres of each walk, and what it costs that it is out of bounds."""
    metres = np.array([walked_m(place, walk) for walk in walks])
    load = loads_of(place, walks, hop_load)
    out = np.maximum(0, np.maximum(load - place.high, place.low - load))
    return metres + strictness_m * out * 2 / (place.low + place.high)


def walked_m(place: Place, walk: NDArray[np.intp]) -> float:
    """Metres from the first unit of a walk to its last."""
    return float(place.walk_m[walk[:-1], walk[1:]].sum(dtype=np.float64))


def loads_of(place: Place, walks: Cut, hop_load: float) -> NDArray[np.float64]:
    """The load of each walk: its units' and that of walking between them."""
    return np.array([place.load[walk].sum() + hop_load * walked_m(place, walk) for walk in walks])


def keeps_bounds(place: Place, walks: Cut, hop_load: float) -> bool:
    """Whether every walk's load is within the place's bounds."""
    load = loads_of(place, walks, hop_load)
    slack = BOUND_SLACK * place.high
    return bool(((load >= place.low - slack) & (load <= place.high + slack)).all())
