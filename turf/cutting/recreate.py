"""Take a few runs out of neighbouring walks and put each back where it costs least.

Slack induction by string removals after Christiaens and Vanden Berghe 2020, with runs for
customers, at many sites of many places at once: sites that share no walk cannot disturb each other.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from turf.cutting.chance import chance
from turf.cutting.links import Links

WALKS_A_SITE = 3
LONGEST_STRING = 5
DRAWS = 10
ROUNDS_A_WALK = 100
ROUNDS_A_RUN = 8
# While runs are moved about, a walk may be this much over its bounds, at a price.
LEEWAY = 1.06


@dataclass(frozen=True, slots=True)
class _Sites:
    """Places in the network at which walks meet.

    ``walk`` (s, 3) the walks of each site, the number of walks where it has fewer; ``seed`` (s, 3)
    the run in each from which it starts; ``draw`` (DRAWS + 2, s) chance for all
    that follows, then the round's warmth and strictness.
    """

    walk: NDArray[np.intp]
    seed: NDArray[np.intp]
    draw: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _TakenOut:
    """What each site has taken out.

    ``runs`` (s, m) in the order they go back, padded; ``anchor`` (s, 3) the nodes before the gaps;
    ``change_m`` (s,) by how much the walks got longer.
    """

    runs: NDArray[np.intp]
    anchor: NDArray[np.intp]
    change_m: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Schedule:
    """How many rounds, and how bold they are, from the first to the last, geometrically.

    A round's warmth is about how many metres longer a site may come out, its strictness how many
    metres a walk must be shorter for each whole turf it is out of bounds. Walks in small places
    have fewer rounds: `ROUNDS_A_WALK`, `ROUNDS_A_RUN`.
    """

    rounds: int
    warmth_m: tuple[float, float]
    strictness_m: tuple[float, float]


def recreate(links: Links, keys: NDArray[np.uint64], schedule: Schedule) -> None:
    """Change the walks, round by round; ``keys`` (w,) feed what is drawn by chance for each."""
    place = links.units.place
    runs_in = np.bincount(links.place, minlength=int(place.max()) + 1)
    first = np.cumsum(runs_in) - runs_in
    small = np.minimum(ROUNDS_A_WALK * np.bincount(place), ROUNDS_A_RUN * runs_in)
    rounds = np.minimum(schedule.rounds, small)[place]
    for number in range(int(rounds.max())):
        active = np.flatnonzero(rounds > number)
        draw = chance(keys[active], number, DRAWS)
        chosen = first[place[active]] + (draw[0] * runs_in[place[active]]).astype(np.intp)
        done = number / rounds[active]
        boldness = [
            start * (stop / start) ** done
            for start, stop in (schedule.warmth_m, schedule.strictness_m)
        ]
        _try_sites(links, _pick_sites(links, chosen, np.vstack([draw, *boldness])))


def _try_sites(links: Links, sites: _Sites) -> None:
    """Take out and put back at every site, and undo what came out too much worse."""
    state, weight = links.state(), links.weight.copy()
    change_m = _put_back(links, sites, _take_out(links, sites))
    worse = links.excess(sites.walk, links.weight) - links.excess(sites.walk, weight)
    luck, warmth_m, strictness_m = sites.draw[9:]
    cost_m = change_m + strictness_m * (worse[:, 0] + worse[:, 1] + worse[:, 2])
    kept = cost_m < -warmth_m * np.log(1 - luck)
    undone = np.zeros(links.walks + 1, bool)
    undone[sites.walk[~kept]] = True
    links.restore(state, undone)
    links.weight[undone] = weight[undone]


def _pick_sites(links: Links, seed: NDArray[np.intp], draw: NDArray[np.float64]) -> _Sites:
    """Give each seed the walks of its nearest runs; of sites that share a walk the first stays."""
    none, here = links.walks, np.arange(len(seed))
    near = links.near[seed]
    near_walk = links.walk[near]
    seeds, walks = [seed], [links.walk[seed]]
    other = near_walk >= 0
    for _ in range(WALKS_A_SITE - 1):
        other &= near_walk != walks[-1][:, None]
        nearest = other.argmax(axis=1)
        has = other[here, nearest]
        seeds.append(np.where(has, near[here, nearest], links.nowhere))
        walks.append(np.where(has, near_walk[here, nearest], none))
    walk = np.stack(walks, axis=1)
    turn = draw[1]
    least = np.full(none + 1, np.inf)
    np.minimum.at(least, walk.ravel(), np.repeat(turn, WALKS_A_SITE))
    keep = ((least[walk] == turn[:, None]) | (walk == none)).all(axis=1)
    return _Sites(walk[keep], np.stack(seeds, axis=1)[keep], draw[:, keep])


def _take_out(links: Links, sites: _Sites) -> _TakenOut:
    """Cut a string of runs round each seed out of its walk and close the gap."""
    seed, draw = sites.seed.ravel(), sites.draw
    is_alone = sites.walk[:, 1] == links.walks
    longest = np.where(is_alone, 2 * LONGEST_STRING, LONGEST_STRING)[:, None]
    length = 1 + (draw[2:5].T * longest).astype(np.intp).ravel()
    length[seed == links.nowhere] = 0
    back = (draw[5:8].T.ravel() * length).astype(np.intp)
    node = seed.copy()
    for step in range(int(back.max(initial=0))):
        before = links.before[node]
        node = np.where((step < back) & (before < links.runs), before, node)
    anchor = links.before[node]
    change_m, gone = np.zeros(len(seed)), np.zeros(len(seed))
    last = anchor
    out = np.full((len(seed), 2 * LONGEST_STRING), links.nowhere)
    for step in range(int(length.max(initial=0))):
        goes = (step < length) & (node < links.runs)
        out[goes, step] = node[goes]
        change_m[goes] -= links.between(last[goes], node[goes])
        gone[goes] += links.load[node[goes]]
        last = np.where(goes, node, last)
        node = np.where(goes, links.following[node], node)
    some = np.flatnonzero(length)
    a, b = anchor[some], node[some]
    change_m[some] += links.between(a, b).astype(np.float64) - links.between(last[some], b)
    links.join(a, b)
    links.walk[out] = -1
    links.weight[sites.walk.ravel()[some]] += (links.hop_load * change_m - gone)[some]
    out = out.reshape(len(sites.seed), -1)
    by_site_m = change_m.reshape(-1, WALKS_A_SITE)
    return _TakenOut(
        _shuffled(out, draw[8], links.nowhere),
        anchor.reshape(-1, WALKS_A_SITE),
        by_site_m[:, 0] + by_site_m[:, 1] + by_site_m[:, 2],
    )


def _shuffled(runs: NDArray[np.intp], draw: NDArray[np.float64], nowhere: int) -> NDArray[np.intp]:
    """Bring each row into an order drawn by chance, what is nowhere last."""
    turn = (np.arange(runs.shape[1]) + 1) * (1 + draw[:, None]) * 7919.3 % 1.0
    turn[runs == nowhere] = 2.0
    return np.take_along_axis(runs, np.argsort(turn, axis=1, kind="stable"), axis=1)


def _put_back(links: Links, sites: _Sites, taken: _TakenOut) -> NDArray[np.float64]:
    """Put the runs back one by one; metres by which each site's walks got longer in all.

    A run goes beside one of its neighbours, or into a gap, where the walks of its site have room;
    infinite where there is none.
    """
    site_of = np.full(links.walks + 2, -1)
    site_of[sites.walk] = np.arange(len(sites.walk))[:, None]
    site_of[links.walks] = -1
    high = np.r_[links.units.high * LEEWAY, -np.inf, -np.inf]
    change_m = taken.change_m.copy()
    count = (taken.runs != links.nowhere).sum(axis=1)
    for number in range(int(count.max(initial=0))):
        site = np.flatnonzero(count > number)
        run = taken.runs[site, number]
        near = links.near[run]
        p = np.concatenate([near, links.before.take(near), taken.anchor[site]], axis=1)
        ahead_m, turned_m = _detours(links, p, run)
        detour_m = np.minimum(ahead_m, turned_m)
        walk = links.walk.take(p)
        weight = (
            links.weight.take(walk, mode="wrap")
            + links.load[run][:, None]
            + links.hop_load * detour_m
        )
        fits = site_of.take(walk, mode="wrap") == site[:, None]
        fits &= weight <= high.take(walk, mode="wrap")
        detour_m[~fits] = np.inf
        best = detour_m.argmin(axis=1)
        best_m = detour_m[np.arange(len(site)), best]
        change_m[site] += best_m
        found = np.isfinite(best_m)
        row, best, run = np.flatnonzero(found), best[found], run[found]
        links.turned[run] = turned_m[row, best] < ahead_m[row, best]
        links.walk[run], links.weight[walk[row, best]] = walk[row, best], weight[row, best]
        after = links.following[p[row, best]]
        links.join(p[row, best], run)
        links.join(run, after)
    return change_m


def _detours(
    links: Links, p: NDArray[np.intp], run: NDArray[np.intp]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Metres that a run adds behind each of ``p``, passed as it lies and turned round."""
    q = links.following.take(p)
    metres, turned = links.units.metres, links.turned
    # Flat, because taking from one axis is twice as quick and this is where the time goes.
    row, column = links.row.ravel(), links.column.ravel()
    leave = row.take(2 * p + 1 - turned.take(p))
    enter = column.take(2 * q + turned.take(q))
    (row_0, row_1), (column_0, column_1) = links.row[run].T, links.column[run].T
    saved = metres.take(leave + enter)
    ahead = metres.take(leave + column_0[:, None]) + metres.take(row_1[:, None] + enter) - saved
    turned_round = metres.take(leave + column_1[:, None])
    turned_round += metres.take(row_0[:, None] + enter) - saved
    return ahead, turned_round
