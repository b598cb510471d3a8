"""Reads the documents out of the body of a push."""

import json
from math import isfinite

from canvass.sync.shallow import shallow

MOST_DOCUMENTS = 5_000
"""Many days of a phone, yet stored in seconds, with fewer ids than one SQLite statement takes."""


class Unreadable(ValueError):
    """A body in which no documents can be found; ``code`` says why."""

    code = "damaged_body"


class TooMany(Unreadable):
    """A body of more documents than are taken at once."""

    code = "too_many"


def read_documents(body: bytes) -> list[object]:
    """Read the documents of ``[{assumedMasterState?, newDocumentState}, …]``, in their order.

    An item that is not of this form is its own document: it will wait for a person. What is nested
    too deeply to be read is cut off: one such item must not keep its neighbours out. Raises
    Unreadable for what is no JSON array, TooMany.
    """
    try:
        items = _read(body)
    except ValueError as error:
        raise Unreadable("The body did not come whole: send it again.") from error
    if not isinstance(items, list):
        raise Unreadable("Send a JSON array of {assumedMasterState?, newDocumentState}.")
    if len(items) > MOST_DOCUMENTS:
        raise TooMany("This is too much at once: send half of it.")
    return [
        item["newDocumentState"] if isinstance(item, dict) and "newDocumentState" in item else item
        for item in items
    ]


def _read(body: bytes) -> object:
    text = body.decode(json.detect_encoding(body), "surrogatepass")
    try:
        return _loads(text)
    except RecursionError:
        return _loads(shallow(text))


def _loads(text: str) -> object:
    return json.loads(text, parse_constant=_null, parse_float=_finite, parse_int=_whole)


def _null(_: str) -> None:
    """Read NaN and Infinity, which are no JSON, as what a phone writes for them."""


def _finite(digits: str) -> float | None:
    """Read a number; null where it is too big for one, as a phone would write it."""
    number = float(digits)
    return number if isfinite(number) else None


def _whole(digits: str) -> int | None:
    """Read a whole number, whose digits Python counts first; null where a phone would have it."""
    return int(digits) if isfinite(float(digits)) else None
