"""How each contender is spoken to: what a push looks like, and what its answer acknowledges."""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from tests.bench.sync.http import Answer, Request, request

Knock = Mapping[str, Any]


class Ours:
    """A push of stock RxDB: an array of documents; what waits for a person comes back."""

    batch = 5_000
    most_followed = 500

    def push(self, token: str, knocks: Sequence[Knock], *, is_gzipped: bool) -> Request:
        """Make the push of one batch."""
        body = json.dumps([{"newDocumentState": one} for one in knocks]).encode()
        headers = {
            "Authorization": f"Token {token}",
            "Content-Type": "application/json",
            "X-Client-Schema": "1",
        }
        if is_gzipped:
            body, headers["Content-Encoding"] = gzip.compress(body, 6), "gzip"
        return _with_ids(request("POST", "/api/v1/sync/knocks/push", headers, body), knocks)

    def acknowledged(self, asked: Request, answer: Answer) -> list[str]:
        """Ids that are stored as knocks: all but those that came back."""
        if answer.status != 200:
            return []
        back = {one.get("id") for one in json.loads(answer.body)}
        return [one for one in asked.ids if one not in back]

    def pull(self, token: str, after: Any, *, collection: str, limit: int) -> Request:
        """Ask for what came after the checkpoint ``after``; for everything where that is None."""
        checkpoint = quote(json.dumps(after)) if after else ""
        path = f"/api/v1/sync/{collection}/pull?checkpoint={checkpoint}&limit={limit}"
        return request("GET", path, {"Authorization": f"Token {token}", "X-Client-Schema": "1"})

    def follow(self, token: str, after: Any) -> Request:
        """Ask for the knocks that came after ``after``."""
        return self.pull(token, after, collection="knocks", limit=self.most_followed)

    def heard(self, after: Any, answer: Answer) -> tuple[list[str], Any]:
        """Ids that were told, and where to go on."""
        told = json.loads(answer.body)
        return [one["id"] for one in told["documents"]], told["checkpoint"]


class Plain:
    """One knock a POST; what is new is asked for by the last id that was seen."""

    batch = 1
    most_followed = 500

    def push(self, token: str, knocks: Sequence[Knock], *, is_gzipped: bool) -> Request:
        """Make the POST of one knock; Django unpacks nothing, so it is never packed."""
        [knock] = knocks
        body = {name: value for name, value in knock.items() if name != "id"}
        results = [{"responses": [], **one} for one in knock["results"]]
        document = body | {"uid": knock["id"], "results": results}
        headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        return _with_ids(
            request("POST", "/knocks/", headers, json.dumps(document).encode()), knocks
        )

    def acknowledged(self, asked: Request, answer: Answer) -> list[str]:
        """The one id, when it was created."""
        return list(asked.ids) if answer.status == 201 else []

    def follow(self, token: str, after: Any) -> Request:
        """Ask for the knocks with a higher id."""
        path = f"/knocks/?after={after or 0}&limit={self.most_followed}"
        return request("GET", path, {"Authorization": f"Token {token}"})

    def heard(self, after: Any, answer: Answer) -> tuple[list[str], Any]:
        """Ids that were told, and where to go on."""
        rows = json.loads(answer.body)["results"]
        return [row["uid"] for row in rows], rows[-1]["id"] if rows else after


class Kinto:
    """Batches of PUTs to its batch endpoint, at most 25, as its settings have it.

    Each phone has a collection of its own, or all of them one where ``is_shared``.
    """

    batch = 25
    most_followed = 500

    def __init__(self, *, is_shared: bool) -> None:
        self.is_shared = is_shared

    def collection(self, token: str) -> str:
        """Where the phone with ``token`` keeps its knocks."""
        return f"/buckets/canvass/collections/{'knocks' if self.is_shared else token[:16]}"

    def push(self, token: str, knocks: Sequence[Knock], *, is_gzipped: bool) -> Request:
        """Make the request of one batch."""
        where = self.collection(token)
        puts = [
            {"path": f"{where}/records/{one['id']}", "body": {"data": _kinto_data(one)}}
            for one in knocks
        ]
        body = json.dumps({"defaults": {"method": "PUT"}, "requests": puts}).encode()
        return _with_ids(request("POST", "/v1/batch", self.headers(token), body), knocks)

    def acknowledged(self, asked: Request, answer: Answer) -> list[str]:
        """Ids whose own answer in the batch says created, or replaced."""
        if answer.status != 200:
            return []
        each = json.loads(answer.body)["responses"]
        return [
            one for one, told in zip(asked.ids, each, strict=True) if told["status"] in (200, 201)
        ]

    def follow(self, token: str, after: Any) -> Request:
        """Ask for the records that were modified after ``after``."""
        since = f"&_since={quote(after)}" if after else ""
        asked = f"_sort=last_modified&_limit={self.most_followed}{since}"
        path = f"/v1{self.collection(token)}/records?{asked}"
        return request("GET", path, self.headers(token))

    def heard(self, after: Any, answer: Answer) -> tuple[list[str], Any]:
        """Ids that were told, and where to go on."""
        rows = json.loads(answer.body)["data"]
        last = f'"{rows[-1]["last_modified"]}"' if rows else after
        return [row["id"] for row in rows], last

    @staticmethod
    def headers(token: str) -> dict[str, str]:
        """Each phone is a user of its own."""
        user = b64encode(f"{token[:16]}:secret".encode()).decode()
        return {"Authorization": f"Basic {user}", "Content-Type": "application/json"}


Speaking = Ours | Plain | Kinto


def pushes_of(
    speaking: Speaking, token: str, knocks: Sequence[Knock], *, batch: int, is_gzipped: bool
) -> Iterator[Request]:
    """Make all pushes of one phone, each with as many knocks as it takes, at most ``batch``."""
    step = min(batch, speaking.batch)
    for start in range(0, len(knocks), step):
        yield speaking.push(token, knocks[start : start + step], is_gzipped=is_gzipped)


def _with_ids(made: Request, knocks: Sequence[Knock]) -> Request:
    return replace(made, ids=tuple(one["id"] for one in knocks))


def _kinto_data(knock: Knock) -> dict[str, Any]:
    return {name: value for name, value in knock.items() if name != "id"}
