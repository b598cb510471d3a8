"""Phones that push as fast as they can, and remember what they were told is stored."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Event
from typing import Any

from canvass.sync.uuid7 import RANDOM_BYTES, make_uuid7
from tests.chaos.plan import Plan
from tests.chaos.town import LentPhone

PUSH = "/api/v1/sync/knocks/push"
BATCH, MOST_AT_ONCE = 20, 500
ANSWER_WITHIN_S = 30


@dataclass(slots=True)
class Pusher:
    """A phone with a list: ``token`` says whose, ``doors`` what can be knocked on ``walk_list``."""

    token: str
    walk_list: str
    doors: Sequence[int]
    rng: Random
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    statuses: list[int] = field(default_factory=list)

    def knock(self, how_many: int) -> list[dict[str, Any]]:
        """Write down knocks at which nobody answered, made just now."""
        new = [self._knock(len(self.made) + number) for number in range(1, how_many + 1)]
        self.made |= {knock["id"]: knock for knock in new}
        return new

    def push(self, address: tuple[str, int], knocks: Sequence[dict[str, Any]]) -> bool:
        """Push, and tell whether the server said that it has them, by an empty list."""
        connection = HTTPConnection(*address, timeout=ANSWER_WITHIN_S)
        try:
            body = json.dumps([{"newDocumentState": knock} for knock in knocks])
            sent_at = datetime.now(UTC).isoformat()
            headers = {"Authorization": f"Token {self.token}", "X-Sent-At": sent_at}
            headers |= {"Content-Type": "application/json"}
            connection.request("POST", PUSH, body=body, headers=headers)
            answer = connection.getresponse()
            waiting = json.loads(answer.read())
        except (OSError, HTTPException, ValueError):
            return False
        finally:
            connection.close()
        self.statuses.append(answer.status)
        if answer.status != 200:
            return False
        assert waiting == []
        self.acknowledged |= {knock["id"] for knock in knocks}
        return True

    def work(self, address: tuple[str, int], is_over: Callable[[], bool]) -> None:
        """Knock and push until it is over: again what had no yes, now and then what had one."""
        batch: list[dict[str, Any]] = []
        while not is_over():
            is_new = self.rng.random() < 0.7 or not self.made
            batch = batch or (self.knock(BATCH) if is_new else self._old())
            if self.push(address, batch):
                batch = []

    def resend(self, address: tuple[str, int]) -> bool:
        """Push all there ever was once more, in another order; whether all of it had a yes."""
        knocks = list(self.made.values())
        self.rng.shuffle(knocks)
        return all(
            self.push(address, knocks[first : first + MOST_AT_ONCE])
            for first in range(0, len(knocks), MOST_AT_ONCE)
        )

    def _old(self) -> list[dict[str, Any]]:
        return self.rng.sample(list(self.made.values()), min(BATCH, len(self.made)))

    def _knock(self, number: int) -> dict[str, Any]:
        now = datetime.now(UTC)
        uid = make_uuid7(int(now.timestamp() * 1000), self.rng.randbytes(RANDOM_BYTES))
        return {
            "id": str(uid),
            "device_seq": number,
            "walk_list": self.walk_list,
            "door": self.rng.choice(self.doors),
            "answered": False,
            "results": [{"person": None, "disposition": "not_home"}],
            "knocked_at": now.isoformat(),
        }


def pushers_of(phones: Sequence[LentPhone], plan: Plan) -> list[Pusher]:
    """Put phones to work; each draws from the plan's seed."""
    return [
        Pusher(phone.token, phone.walk_list, phone.doors, plan.chance(f"phone {number}"))
        for number, phone in enumerate(phones)
    ]


@contextmanager
def working(pushers: Sequence[Pusher], address: tuple[str, int]) -> Any:
    """Let the phones work inside the block."""
    over = Event()
    with ThreadPoolExecutor(len(pushers)) as side_by_side:
        tasks = [side_by_side.submit(pusher.work, address, over.is_set) for pusher in pushers]
        try:
            yield
        finally:
            over.set()
        for task in tasks:
            task.result()
