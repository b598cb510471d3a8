"""Every question that the API answers, made from its own description.

Each address is asked plainly, by each parameter it declares, in each form and page by page. A new
filter, ordering, form or address is asked as soon as it is described; `Pool` holds what is put in.
"""

import json
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


@dataclass(frozen=True, slots=True)
class Pool:
    """What parameters are tried with, by the kind of their value."""

    text: tuple[str, ...]
    number: tuple[int, ...]
    uuid: tuple[str, ...]
    day: tuple[str, ...]
    box: tuple[str, ...]

    def values(self, name: str, schema: dict[str, Any]) -> tuple[Any, ...]:
        """Return what fits a parameter of that name and schema."""
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
    """One address, and what is asked of it; ``tries`` names the parameter that is tried."""

    path: str
    query: tuple[tuple[str, Any], ...] = ()
    tries: str = ""


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


def questions(client: Client, pool: Pool) -> Iterator[Question]:
    """Return every question, with the addresses of rows that ``client`` is shown in lists."""
    for path, parameters in described().items():
        asked = [one for one in parameters if one["in"] == "query"]
        needed = tuple(
            (one["name"], (*pool.values(one["name"], one["schema"]), pool.text[0])[0])
            for one in asked
            if one.get("required")
        )
        for address in addresses(client, path, parameters):
            yield Question(address, needed)
            for one in asked:
                if one["name"] not in NOT_ASKED_FOR:
                    for value in pool.values(one["name"], one["schema"]):
                        others = tuple(pair for pair in needed if pair[0] != one["name"])
                        yield Question(address, (*others, (one["name"], value)), one["name"])


def addresses(client: Client, path: str, parameters: list[dict[str, Any]]) -> list[str]:
    """Fill in what an address names: every word of an enumeration, else a row of the list above."""
    named = [one for one in parameters if one["in"] == "path"]
    if not named:
        return [path]
    (one,) = named
    brace = f"{{{one['name']}}}"
    if "enum" in one["schema"]:
        return [path.replace(brace, word) for word in one["schema"]["enum"]]
    rows = client.get(path[: path.index(brace)]).json().get("results", [])
    return [path.replace(brace, str(row[one["name"]])) for row in rows[:2]]


def answers(client: Client, asked: list[Question]) -> dict[Question, list[tuple[int, bytes]]]:
    """Ask each question, and follow the pages it has."""
    told: dict[Question, list[tuple[int, bytes]]] = {}
    for question in asked:
        status, body = _answer(client, question.path, dict(question.query))
        told[question] = [(status, body)]
        while b'"next":"http' in body and len(told[question]) < MOST_PAGES:
            status, body = _answer(client, json.loads(body)["next"], {})
            told[question].append((status, body))
    return told


def _answer(client: Client, address: str, query: dict[str, Any]) -> tuple[int, bytes]:
    response: Any = client.get(address, query)
    body = b"".join(response) if response.streaming else response.content
    return response.status_code, body


def undescribed() -> set[str]:
    """Return the names of addresses that are served and that the description leaves out."""
    known = {path.split("{")[0] for path in description()}
    return {
        name
        for name, address in _served(get_resolver().url_patterns, "/")
        if not any(address.startswith(path) for path in known)
    }


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
    start = reverse("start")
    return [
        Question(start),
        Question(start, (own,)),
        Question(start, (own, ("turf", turf.pk))),
        *(Question(start, (own, ("by", by))) for by in ("precinct", "turf", "day")),
        *(Question(start, (own, (table, 1))) for table in ("turfs", "rates")),
        *(Question(reverse(name), (own,)) for name in ("map_precincts", "map_turfs")),
        Question(reverse("report"), (("campaign", campaign.slug),)),
    ]
