"""A simulated phone: keeps what it did until the server says that it has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from canvass.simulation.doorstep import knock_at
from canvass.simulation.network import Network, NoAnswer
from canvass.sync.uuid7 import RANDOM_BYTES, make_uuid7

PUSH_PATH = "/api/v1/sync/knocks/push"
BATCH = 20
MOST_TRIES = 200
SECONDS_A_DOOR = (50, 190)
WRONG_TAPS = 0.02


@dataclass(slots=True)
class Phone:
    """One canvasser's phone; ``clock_off`` is how wrong its clock is."""

    network: Network
    rng: Random
    clock_off: timedelta = timedelta()
    device_seq: int = 0
    outbox: dict[str, dict[str, Any]] = field(default_factory=dict)
    quarantined: list[dict[str, Any]] = field(default_factory=list)

    def work(
        self,
        walk_list: Mapping[str, Any],
        script: Mapping[str, Any],
        *,
        began_at: datetime,
        ends_at: datetime,
    ) -> datetime:
        """Knock the stops of ``walk_list`` that are left, offline, until the time is up.

        Returns when the canvasser stopped. Now and then a wrong tap is put right, as people do.
        """
        now = began_at
        for stop in walk_list["stops"]:
            if stop["worked_at"] is not None:
                continue
            now += timedelta(seconds=self.rng.uniform(*SECONDS_A_DOOR))
            if now > ends_at:
                break
            event = self._event(walk_list, stop, script, now)
            if self.rng.random() < WRONG_TAPS:
                now += timedelta(seconds=20)
                again = self._event(walk_list, stop, script, now)
                again["supersedes"] = event["id"]
        return now

    def sync(self, *, at: datetime) -> None:
        """Push until the outbox is empty. Raises NoAnswer when the network never works."""
        for _ in range(MOST_TRIES):
            batch = list(self.outbox.values())[:BATCH]
            if not batch:
                return
            self.rng.shuffle(batch)
            headers = {"X-Sent-At": (at + self.clock_off).isoformat(), "X-Client-Schema": "1"}
            try:
                troubled = self.network.push(
                    PUSH_PATH, [{"newDocumentState": event} for event in batch], headers
                )
            except NoAnswer:
                continue
            self.quarantined += troubled
            for event in batch:
                del self.outbox[event["id"]]
        raise NoAnswer(f"{len(self.outbox)} knocks could not be sent in {MOST_TRIES} tries")

    def _event(
        self,
        walk_list: Mapping[str, Any],
        stop: Mapping[str, Any],
        script: Mapping[str, Any],
        now: datetime,
    ) -> dict[str, Any]:
        self.device_seq += 1
        told = now + self.clock_off
        uid = make_uuid7(int(told.timestamp() * 1000), self.rng.randbytes(RANDOM_BYTES))
        event = {
            "id": str(uid),
            "device_seq": self.device_seq,
            "walk_list": walk_list["id"],
            "door": stop["door"],
            "script_version": script["id"],
            "knocked_at": told.isoformat(),
            **knock_at(stop, script, self.rng),
        }
        self.outbox[event["id"]] = event
        return event
