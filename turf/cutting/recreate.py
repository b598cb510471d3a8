"""Take a few runs out of neighbouring walks and put each back where it costs least.

Slack induction by string removals after Christiaens and Vanden Berghe 2020, with runs for
customers, at many sites of many places at once: sites that share no walk cannot disturb each other.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.chance import chance
from turf.cutting.links import Links
from turf.cutting.put_back import put_back
from turf.cutting.sites import Sites, pick_sites
from turf.cutting.take_out import longest_strings, take_out

DRAWS = 10
ROUNDS_A_WALK = 100
ROUNDS_A_RUN = 8
# Where doors lie far apart walks have more runs than in a town, and as many more ways to go.
RUNS_A_WALK = 12
MOST_TIMES = 3.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """How many rounds, and how bold they are, from the first to the last, geometrically.

    A round's warmth is about how much longer a site may come out, its strictness how much shorter a
    walk must be for each whole turf it is out of bounds; both in mean hops of the place. Walks in
    small places have fewer rounds (`ROUNDS_A_WALK`, `ROUNDS_A_RUN`), walks of many runs have more
    (`RUNS_A_WALK`, up to `MOST_TIMES`).
    """

    rounds: int
    warmth: tuple[float, float]
    strictness: tuple[float, float]


def recreate(
    links: Links, keys: NDArray[np.uint64], schedule: Schedule, hop_m: NDArray[np.float64]
) -> None:
    """Change the walks, round by round; ``keys`` (w,) feed what is drawn by chance for each.

    ``hop_m`` (places,) is the mean hop of each place of each try.
    """
    place = links.place_of_walk
    runs_in = np.bincount(links.place, minlength=int(place.max()) + 1)
    first = np.cumsum(runs_in) - runs_in
    small = np.minimum(ROUNDS_A_WALK * np.bincount(place), ROUNDS_A_RUN * runs_in)
    times = np.clip(runs_in / np.bincount(place) / RUNS_A_WALK, 1.0, MOST_TIMES)
    rounds = np.minimum(schedule.rounds * times, small).astype(np.intp)[place]
    longest = longest_strings(times)[place]
    for number in range(int(rounds.max())):
        active = np.flatnonzero(rounds > number)
        draw = chance(keys[active], number, DRAWS)
        chosen = first[place[active]] + (draw[0] * runs_in[place[active]]).astype(np.intp)
        done = number / rounds[active]
        boldness = [
            start * (stop / start) ** done * hop_m[place[active]]
            for start, stop in (schedule.warmth, schedule.strictness)
        ]
        known = np.vstack([draw, *boldness, longest[active]])
        _try_sites(links, pick_sites(links, chosen, known))


def _try_sites(links: Links, sites: Sites) -> None:
    """Take out and put back at every site, and undo what came out too much worse."""
    state, weight = links.state(), links.weight.copy()
    change_m = put_back(links, sites, take_out(links, sites))
    worse = links.excess(sites.walk, links.weight) - links.excess(sites.walk, weight)
    luck, warmth_m, strictness_m = sites.draw[9:12]
    cost_m = change_m + strictness_m * (worse[:, 0] + worse[:, 1] + worse[:, 2])
    kept = (cost_m < -warmth_m * np.log(1 - luck)) & ~links.is_empty(sites.walk).any(axis=1)
    undone = np.zeros(links.walks + 1, bool)
    undone[sites.walk[~kept]] = True
    links.restore(state, undone)
    links.weight[undone] = weight[undone]
