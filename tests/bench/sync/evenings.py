"""What the phones recorded before the race: every knock of every round, made beforehand."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from canvass.simulation.doorstep import knock_at
from canvass.sync.uuid7 import RANDOM_BYTES, make_uuid7
from tests.bench.sync.rules import DOORS

SCRIPTS = Path(__file__).resolve().parents[3] / "fixtures" / "script_en_es.json"

SECONDS_A_DOOR = timedelta(seconds=120)
WRONG_TAPS = 0.02


def make_knocks(plan: Mapping[str, Any], *, seed: int) -> list[list[dict[str, Any]]]:
    """Return the knocks of each phone of ``plan``, in the order in which it made them.

    What comes of a knock is drawn as `canvass.simulation` draws it; now and then a wrong tap is put
    right by a further knock.
    """
    return [
        _knocks(one, plan["script"], Random(seed + row)) for row, one in enumerate(plan["phones"])
    ]


def _knocks(
    plan: Mapping[str, Any], script: Mapping[str, Any], rng: Random
) -> list[dict[str, Any]]:
    stops = [(walk_list["id"], stop) for walk_list in plan["lists"] for stop in walk_list["stops"]]
    now = datetime.now(UTC) - SECONDS_A_DOOR * len(stops)
    knocks: list[dict[str, Any]] = []
    for walk_list, stop in stops:
        now += SECONDS_A_DOOR
        knocks.append(_knock(len(knocks) + 1, walk_list, stop, script, now, rng))
        if rng.random() < WRONG_TAPS:
            again = _knock(len(knocks) + 1, walk_list, stop, script, now, rng)
            knocks.append(again | {"supersedes": knocks[-1]["id"]})
    return knocks


def _knock(
    device_seq: int,
    walk_list: str,
    stop: Mapping[str, Any],
    script: Mapping[str, Any],
    now: datetime,
    rng: Random,
) -> dict[str, Any]:
    """A document of the phone's database: every field that is declared is there."""
    uid = make_uuid7(int(now.timestamp() * 1000), rng.randbytes(RANDOM_BYTES))
    return {
        "id": str(uid),
        "device_seq": device_seq,
        "walk_list": walk_list,
        "door": stop["door"],
        "script_version": script["id"],
        "knocked_at": now.isoformat(),
        **knock_at(stop, script, rng),
        "note": "",
        "left_literature": rng.random() < 0.5,
        "come_back_at": None,
        "language_needed": "",
        "batch": None,
        "monotonic_ms": int(now.timestamp() * 1000) % 10**9,
        "supersedes": None,
        "off_m": round(rng.uniform(0, 30), 1),
        "accuracy_m": round(rng.uniform(3, 20), 1),
    }


def make_up_plan(phones: int, rounds: int) -> dict[str, Any]:
    """Return a plan of ground that is nowhere, for who checks none of it."""
    script = json.loads(SCRIPTS.read_text(encoding="utf-8"))["script"]
    questions = [
        {"choices": [], "next_by_answer": {}, **one, "next_key": one.get("next") or ""}
        for one in script["questions"]
    ]
    rng = Random(0)
    lists = [
        [
            {
                "id": str(UUID(int=rng.getrandbits(128), version=4)),
                "stops": [
                    {"door": phone * DOORS + at, "worked_at": None, "targets": [{"id": at + 1}]}
                    for at in range(1, DOORS + 1)
                ],
            }
            for _ in range(rounds)
        ]
        for phone in range(phones)
    ]
    return {
        "script": script | {"id": 1, "questions": questions},
        "phones": [{"token": f"phone{row:011}", "lists": one} for row, one in enumerate(lists)],
    }
