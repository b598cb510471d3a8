"""A declaration whose every value can be found again, wherever it leaks to."""

import json
import re

from django.apps import apps
from django.db import connection

WEST, SOUTH = -75.131313, 39.919191
RING = [[WEST, SOUTH], [-75.1, SOUTH], [-75.1, 39.97], [WEST, 39.97], [WEST, SOUTH]]
LANGUAGE = "qtz"
"""Looked for as a word of its own: among thousands of random letters it stands by chance."""

DECLARED = {
    "area": {"type": "Polygon", "coordinates": [RING]},
    "home_by": "19:37",
    "travel_minutes": 83,
    "not_on_weekdays": [2],
    "not_on_dates": ["2031-02-17"],
    "not_with": [],
    "no_stairs": True,
    "no_dogs": True,
    "languages": [LANGUAGE],
}
CANARIES = ("75.131313", "39.919191", "19:37", "2031-02-17", '"no_dogs":true')


def declare(world, client, **fields):
    """Declare over HTTP, apart from the lead."""
    declared = DECLARED | {"not_with": [world.members["lead"].pk]} | fields
    url = f"/api/v1/availability/{world.campaign.slug}/"
    return client.put(url, json.dumps(declared), content_type="application/json")


def found_in(text):
    """List the canaries that ``text`` (or bytes) holds."""
    raw = text if isinstance(text, bytes) else text.encode()
    found = [one for one in CANARIES if one.encode() in raw]
    return found + [LANGUAGE] * bool(re.search(rb"(?<![\w+/-])qtz(?![\w+/-])", raw))


def dump(*without):
    """Return every table of every app but those of models ``without``, bytes as they are."""
    parts = []
    for model in apps.get_models(include_auto_created=True):
        if model in without:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                for value in row:
                    is_raw = isinstance(value, bytes | memoryview)
                    parts.append(bytes(value) if is_raw else str(value).encode())
    return b"\n".join(parts)


def found_among_random_bytes(raw):
    """List the canaries that ``raw`` holds; three letters stand in megabytes of it by chance."""
    quoted = [f'"{LANGUAGE}"'] * (f'"{LANGUAGE}"'.encode() in raw)
    return [one for one in found_in(raw) if one != LANGUAGE] + quoted
