"""Phones with stock RxDB in one Node process, told what to do line by line."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tests.chaos.node import CLIENT, node


class NodeFailed(AssertionError):
    """The phones could not do what they were told; Node's own words."""


class NodePhones:
    """All phones of a test; each is known by a name."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def do(self, action: str, **details: Any) -> Any:
        """Do one action of `rxdb_client/driver.mjs`, and return what came of it."""
        process: Any = self._process
        process.stdin.write(json.dumps({"do": action, **details}, default=str) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        answer = json.loads(line or '{"failed": "Node is gone"}')
        if "failed" in answer:
            raise NodeFailed(answer["failed"])
        return answer["done"]

    def knock(self, phone: str, *documents: dict[str, Any]) -> None:
        """Write knocks down, online or not."""
        self.do("knock", phone=phone, documents=documents)

    def sync(self, *phones: str, within_s: float) -> list[bool]:
        """Have each pull and push once more, side by side; whether all went through."""
        return self.do("sync", phones=phones, within_ms=int(within_s * 1000))

    def held(self, phone: str) -> dict[str, Any]:
        """What the phone holds, by collection and id."""
        return self.do("report", phone=phone)["held"]

    def acknowledged(self, phones: Sequence[str]) -> set[str]:
        """Ids of all knocks of which the phones were told that they are stored."""
        return {uid for phone in phones for uid in self.do("report", phone=phone)["acknowledged"]}


@contextmanager
def node_phones() -> Iterator[NodePhones]:
    """Run Node inside the block."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([node(), "driver.mjs"], cwd=CLIENT, text=True, **pipes) as process:
        try:
            yield NodePhones(process)
        finally:
            process.kill()
