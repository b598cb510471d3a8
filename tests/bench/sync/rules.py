"""What one run of the race is asked, and what the phones of it do."""

from dataclasses import dataclass

DOORS = 60
"""Of one list."""


@dataclass(frozen=True, slots=True)
class Rules:
    """``phones`` push ``batch`` knocks at a time, one request after the other.

    Each walks ``rounds`` lists of 60 doors. Before the measured ``seconds`` each sends
    ``warm_up`` batches, after them as many as fit in ``follow_seconds`` while readers follow.
    ``workers`` and ``threads`` are the server's; pulls come evenly, ``pulls_a_second`` of them.
    """

    phones: int = 50
    rounds: int = 24
    batch: int = 40
    warm_up: int = 2
    seconds: float = 10.0
    follow_seconds: float = 4.0
    followers: int = 5
    pull_seconds: float = 6.0
    pulls_a_second: float = 20.0
    workers: int = 2
    threads: int = 8
    seed: int = 0
    is_gzipped: bool = False
