"""A phone's way to the server, which is often bad."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from typing import Any

TIMEOUT_S = 30
BUSY = 503


class NoAnswer(Exception):
    """The phone heard nothing; whether the server did, it cannot know."""


class Refused(Exception):
    """The server answered, and not with 200; the message says what."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How often, from 0 to 1, a request never arrives, its answer is lost, or it arrives twice."""

    unsent: float = 0.0
    answer_lost: float = 0.0
    repeated: float = 0.0


@dataclass(slots=True)
class Network:
    """Plain HTTP to one server on ``host``:``port``, with faults drawn from ``rng``."""

    host: str
    port: int
    token: str
    rng: Random
    faults: Faults = field(default_factory=Faults)
    counts: dict[str, int] = field(
        default_factory=lambda: {"requests": 0, "unsent": 0, "answer_lost": 0, "repeated": 0}
    )

    def get(self, path: str, headers: dict[str, str]) -> tuple[Any, Mapping[str, str]]:
        """Fetch ``path``, badly: its JSON and the answer's headers. Raises NoAnswer, Refused."""
        return self._ask_badly("GET", path, None, headers)

    def push(self, path: str, body: Any, headers: dict[str, str]) -> Any:
        """Post ``body`` as JSON, badly. Raises NoAnswer, Refused."""
        return self._ask_badly("POST", path, body, headers)[0]

    def _ask_badly(
        self, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> tuple[Any, Mapping[str, str]]:
        if self._happens("unsent", self.faults.unsent):
            raise NoAnswer("no network")
        if self._happens("repeated", self.faults.repeated):
            self._ask(method, path, body, headers)
        answer = self._ask(method, path, body, headers)
        if self._happens("answer_lost", self.faults.answer_lost):
            raise NoAnswer("the answer was lost on its way")
        return answer

    def _happens(self, fault: str, share: float) -> bool:
        is_now = self.rng.random() < share
        self.counts[fault] += is_now
        return is_now

    def _ask(
        self, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> tuple[Any, Mapping[str, str]]:
        self.counts["requests"] += 1
        connection = HTTPConnection(self.host, self.port, timeout=TIMEOUT_S)
        try:
            connection.request(
                method,
                path,
                body=None if body is None else json.dumps(body),
                headers={
                    "Authorization": f"Token {self.token}",
                    "Content-Type": "application/json",
                    **headers,
                },
            )
            response = connection.getresponse()
            answer = response.read()
        except (OSError, HTTPException) as error:
            raise NoAnswer(str(error)) from error
        finally:
            connection.close()
        if response.status == BUSY:
            raise NoAnswer("the server asked to come back")
        if response.status != 200:
            raise Refused(f"{method} {path}: {response.status} {answer[:300]!r}")
        return json.loads(answer), dict(response.headers)
