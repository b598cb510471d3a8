"""Every question that the API answers, made from its own description.

Each address is asked plainly, by each parameter it declares, in each form and page by page. A new
filter, ordering, form or address is asked as soon as it is described; `Pool` holds what is put in.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from drf_spectacular.generators import SchemaGenerator

NOT_ASKED_FOR = {"cursor", "checkpoint"}
"""Parameters that are never made up: they come with an answer, and are followed."""

MOST_PAGES = 4
_ONCE = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"'
    rb"|(?:Mod|Creation)Date\(D:\d+Z\)|<xmp:\w+Date>[^<]*|<xmpMM:\w+ID>[^<]*|/ID\[[^]]*\]"
)
"""What of an answer is not compared: a random word in each form of a page, and when a PDF was set
by the clock of the typesetter, with the two hashes of that.
"""

_PLACE = re.compile(r"<[^>]+>|{[^}]+}")


@dataclass(frozen=True, slots=True)
class Pool:
    """What parameters are tried with, by the kind of their value."""

    text: tuple[str, ...]
    number: tuple[int, ...]
    uuid: tuple[str, ...]
    day: tuple[str, ...]
    box: tuple[str, ...]
    is_narrow: bool = False
    """Whether each parameter is tried with one value alone, but for the forms of answers."""

    def values(self, name: str, schema: dict[str, Any]) -> tuple[Any, ...]:
        """Return what a parameter of that name and schema is tried with."""
        fitting = self._fitting(name, schema)
        return fitting[:1] if self.is_narrow and name != "format" else fitting

    def _fitting(self, name: str, schema: dict[str, Any]) -> tuple[Any, ...]:
        schema = schema.get("items", schema)
        if "enum" in schema:
            return tuple(schema["enum"])
        if name == "limit":
            return (1, 2)
        if "bbox" in name:
            return self.box
        kinds = {"uuid": self.uuid, "date": self.day}
        if schema.get("type") == "integer":
            return self.number
        return kinds.get(schema.get("format", ""), self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """One address, and what is asked of it; ``tries`` names the parameter that is tried.

    What is asked by POST has its ``body``, as JSON.
    """

    path: str
    query: tuple[tuple[str, Any], ...] = ()
    tries: str = ""
    body: str = ""


@cache
def description() -> dict[str, Any]:
    """Return the addresses of the API's own description, with what is done at each."""
    paths: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return paths


def described() -> dict[str, list[dict[str, Any]]]:
    """Map each address that is read to its parameters."""
    return {
        path: ways["get"].get("parameters", [])
        for path, ways in description().items()
        if "get" in ways
    }


def questions(rows: dict[str, str], pool: Pool) -> Iterator[Question]:
    """Return every question; ``rows`` holds the name of a row for each kind that is named."""
    for path, parameters in described().items():
        asked = [one for one in parameters if one["in"] == "query"]
        needed = tuple(
            (one["name"], (*pool.values(one["name"], one["schema"]), pool.text[0])[0])
            for one in asked
            if one.get("required")
        )
        for address in addresses(rows, path, parameters):
            yield Question(address, needed)
            for one in asked:
                if one["name"] not in NOT_ASKED_FOR:
                    for value in pool.values(one["name"], one["schema"]):
                        others = tuple(pair for pair in needed if pair[0] != one["name"])
                        yield Question(address, (*others, (one["name"], value)), one["name"])


def addresses(rows: dict[str, str], path: str, parameters: list[dict[str, Any]]) -> list[str]:
    """Fill in what an address names: every word of an enumeration, else the row of its kind."""
    named = [one for one in parameters if one["in"] == "path"]
    if not named:
        return [path]
    (one,) = named
    kind, _, rest = path.partition(f"{{{one['name']}}}")
    return [f"{kind}{name}{rest}" for name in one["schema"].get("enum") or [rows[kind]]]


def judged(rows: dict[str, str], campaign: str) -> list[Question]:
    """Return what is asked by POST and keeps nothing: what the gate says of texts."""
    version, material = (rows[f"/api/v1/{kind}/"] for kind in ("script-versions", "materials"))
    text = {"language": "en", "text": "Vote for Quillon Ferrowby", "place": "card"}
    asked = {"campaign": campaign, "material": "card", "texts": [text]}
    return [
        Question("/api/v1/gate/check/", body=json.dumps(asked)),
        Question(f"/api/v1/script-versions/{version}/check/", body="{}"),
        Question(f"/api/v1/script-versions/{version}/path/", body='{"answers": {"plan": "yes"}}'),
        Question(f"/api/v1/materials/{material}/check/", body="{}"),
    ]


def answers(client: Client, asked: list[Question]) -> dict[Question, list[tuple[int, bytes]]]:
    """Ask each question, and follow the pages it has."""
    told: dict[Question, list[tuple[int, bytes]]] = {}
    for question in asked:
        status, body = _answer(client, question.path, dict(question.query), question.body)
        told[question] = [(status, body)]
        while b'"next":"http' in body and len(told[question]) < MOST_PAGES:
            status, body = _answer(client, json.loads(body)["next"], {})
            told[question].append((status, body))
    return told


def _answer(
    client: Client, address: str, query: dict[str, Any], sent: str = ""
) -> tuple[int, bytes]:
    response: Any = (
        client.post(address, sent, content_type="application/json")
        if sent
        else client.get(address, query)
    )
    body = b"".join(response) if response.streaming else response.content
    return response.status_code, _ONCE.sub(b"", body)


def undescribed() -> set[str]:
    """Return the names of addresses that are served and that the description leaves out."""
    known = {_PLACE.sub("{}", path) for path in description()}
    served = _served(get_resolver().url_patterns, "/")
    return {name for name, address in served if _PLACE.sub("{}", address) not in known}


def _served(patterns: list[Any], above: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        address = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _served(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or address, address


def pages(campaign: Any, turf: Any) -> list[Question]:
    """Return what is asked of the pages."""
    own = ("campaign", campaign.pk)
    start, token = reverse("start"), [campaign.organization.slug, "a" * 26]
    return [
        Question(start),
        Question(start, (own,)),
        Question(start, (own, ("turf", turf.pk))),
        *(Question(start, (own, ("by", by))) for by in ("precinct", "turf", "day")),
        *(Question(start, (own, (table, 1))) for table in ("turfs", "rates")),
        *(Question(reverse(name), (own,)) for name in ("map_precincts", "map_turfs")),
        *(Question(reverse(name)) for name in ("sheets", "healthz", "api_docs")),
        *(Question(reverse(paper, args=token)) for paper in ("letter", "badge")),
        Question(reverse("report"), (("campaign", campaign.slug),)),
    ]
