"""What the phones recorded before the race: every knock of every round, made beforehand."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from canvass.simulation.phone import Phone
from tests.bench.sync.rules import DOORS

SCRIPTS = Path(__file__).resolve().parents[3] / "fixtures" / "script_en_es.json"

LONGEST_ROUND = timedelta(hours=4)


def make_knocks(plan: Mapping[str, Any], *, seed: int) -> list[list[dict[str, Any]]]:
    """Return the knocks of each phone of ``plan``, in the order in which it made them.

    Shares of dispositions, conversations and wrong taps are those of `canvass.simulation`.
    """
    return [
        _knocks(one, plan["script"], Random(seed + row)) for row, one in enumerate(plan["phones"])
    ]


def _knocks(
    plan: Mapping[str, Any], script: Mapping[str, Any], rng: Random
) -> list[dict[str, Any]]:
    phone = Phone(network=None, rng=rng)  # type: ignore[arg-type]
    now = datetime.now(UTC)
    began_at = now - LONGEST_ROUND * len(plan["lists"])
    for walk_list in plan["lists"]:
        began_at = phone.work(walk_list, script, began_at=began_at, ends_at=now)
    return list(phone.outbox.values())


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
