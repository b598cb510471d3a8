"""A whole shift: several phones at once, each with its lists, all syncing over bad networks."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from canvass.simulation.hours import Hours
from canvass.simulation.network import Faults, Network
from canvass.simulation.phone import Phone

BAD_EVENING = Faults(unsent=0.15, answer_lost=0.2, repeated=0.2)
CLOCK_OFF_S = 240


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """What the phones say of their shift, to be held against what the server has."""

    phones: int
    lists: int
    knocks_made: int
    unsent: int
    quarantined: int
    requests: int
    answers_lost: int
    sent_twice: int
    never_arrived: int


def run_shift(
    *,
    server: tuple[str, int],
    tokens: Sequence[str],
    hours: Hours,
    seed: int,
    faults: Faults = BAD_EVENING,
) -> ShiftReport:
    """Let one phone for each token download its lists, work them offline, and sync.

    They sync at the last moment of ``hours``, which is now.

    Phones run side by side over real HTTP to ``server`` (host, port). Given the same seed they do
    the same; only the order in which the server hears them varies.
    """
    phones = [_phone(server, token, seed + row, faults) for row, token in enumerate(tokens)]
    with ThreadPoolExecutor(max_workers=len(phones) or 1) as side_by_side:
        lists = list(side_by_side.map(lambda phone: _one_phone(phone, hours), phones))
    counts = [phone.network.counts for phone in phones]
    return ShiftReport(
        phones=len(phones),
        lists=sum(lists),
        knocks_made=sum(phone.device_seq for phone in phones),
        unsent=sum(len(phone.outbox) for phone in phones),
        quarantined=sum(len(phone.quarantined) for phone in phones),
        requests=sum(count["requests"] for count in counts),
        answers_lost=sum(count["answer_lost"] for count in counts),
        sent_twice=sum(count["repeated"] for count in counts),
        never_arrived=sum(count["unsent"] for count in counts),
    )


def _phone(server: tuple[str, int], token: str, seed: int, faults: Faults) -> Phone:
    rng = Random(seed)  # noqa: S311 (a simulation)
    clock_off = timedelta(seconds=rng.uniform(-CLOCK_OFF_S, CLOCK_OFF_S))
    return Phone(Network(*server, token, rng, faults), rng, clock_off)


def _one_phone(phone: Phone, hours: Hours) -> int:
    """Work every list that is lent, syncing after each; returns how many there were."""
    phone.pull()
    now, lists = hours.began_at, phone.walk_lists()
    for walk_list in lists:
        now = phone.work(walk_list, began_at=now, ends_at=hours.ends_at)
        phone.sync(at=hours.syncs_at)
    return len(lists)
