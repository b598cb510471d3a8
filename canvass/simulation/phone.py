"""A simulated phone: keeps what it did until the server says that it has it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from canvass.simulation.doorstep import knock_at
from canvass.simulation.network import Network, NoAnswer
from canvass.simulation.replica import Replica
from canvass.sync.uuid7 import RANDOM_BYTES, make_uuid7

PULLED = ("walk_lists", "door_states", "notices")
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
    held: dict[str, Replica] = field(
        default_factory=lambda: {name: Replica(name) for name in PULLED}
    )

    def walk_lists(self) -> list[dict[str, Any]]:
        """List what is lent and was taken up."""
        held = self.held["walk_lists"].documents.values()
        return [one for one in held if one["loan"]["state"] != "offered"]

    def work(
        self, walk_list: Mapping[str, Any], *, began_at: datetime, ends_at: datetime
    ) -> datetime:
        """Knock the stops of ``walk_list`` that are left, offline, until the time is up.

        Returns when the canvasser stopped. Now and then a wrong tap is put right, as people do.
        """
        script = walk_list["script"] or walk_list["fallback_script"]
        now = began_at
        for stop in self._left(walk_list):
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
        """Push until the outbox is empty, then pull. Raises NoAnswer when the network never works.

        Safe to call again: what the server has it takes once.
        """
        while self.outbox:
            self._insist(partial(self._push, at))
        self.pull()

    def pull(self) -> None:
        """Read what is new. Raises NoAnswer when the network never works."""
        for replica in self.held.values():
            self._insist(partial(replica.pull, self.network))

    def _insist(self, ask: Callable[[], None]) -> None:
        for _ in range(MOST_TRIES):
            try:
                return ask()
            except NoAnswer:
                continue
        raise NoAnswer(f"nothing came through in {MOST_TRIES} tries")

    def _push(self, at: datetime) -> None:
        batch = list(self.outbox.values())[:BATCH]
        self.rng.shuffle(batch)
        headers = {"X-Sent-At": (at + self.clock_off).isoformat(), "X-Client-Schema": "1"}
        self.quarantined += self.network.push(
            PUSH_PATH, [{"newDocumentState": event} for event in batch], headers
        )
        for event in batch:
            del self.outbox[event["id"]]

    def _left(self, walk_list: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Go through the stops nobody has worked, and where nobody asked not to be visited."""
        worked = {stop["door"]: stop["worked_at"] is not None for stop in walk_list["stops"]}
        for state in self.held["door_states"].documents.values():
            if state["walk_list"] == walk_list["id"]:
                worked[state["door"]] = state["state"] == "done"
        notices = self.held["notices"].documents.values()
        shut = {one["door"] for one in notices if one["kind"] == "do_not_knock"}
        return (
            stop
            for stop in walk_list["stops"]
            if not worked[stop["door"]] and stop["door"] not in shut
        )

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
