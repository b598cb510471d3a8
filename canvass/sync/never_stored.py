"""What is not kept of what a phone sent, whoever made its app: where somebody stood, and pictures.

A knock says at which door it was made, and no more. Fields that mean something here stay as they
came; of fields that nobody here knows, those go that a place or a picture could lie in.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import isfinite

from canvass.sync.json_fields import is_number
from canvass.sync.knock_in import KNOWN_FIELDS
from canvass.sync.knock_wire import LONGEST_LANGUAGE
from canvass.sync.place_names import names_place_or_picture
from canvass.sync.storable import DEEPEST

LONGEST_NAME = 60
LONGEST_TEXT = 200
MOST_ITEMS = 50
MOST_LETTERS = 2_000
SHORTEST_PICTURE = 300
WIDEST = 180
"""No longitude or latitude is larger."""

WARNING = "sync_warning"
"""Under this name, which no phone can send, stands with a knock what its app should not send."""

NOT_KEPT = "not_kept"
WHY_NOT_KEPT = (
    "A place, a picture or something too long was left out, and the rest is kept: this app should"
    " not send it"
)

_RESULT = frozenset({"person", "disposition", "responses"})
_RESPONSE = frozenset({"question", "value", "wording", "language"})
_WHY_WAITING = frozenset({"code", "message", "fixable"})
_SPOKEN = frozenset({"note", "wording", "value", "message", "question"})
"""Texts that people type or read, and what a script calls its questions: no place by form alone."""

_PLAIN = KNOWN_FIELDS | {"_deleted"}
"""What most apps send: nothing that is not known here, and what their engine adds."""

_INSIDE = {"results": _RESULT, "responses": _RESPONSE, "sync_error": _WHY_WAITING}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?", re.IGNORECASE)
_PICTURE = re.compile(
    r"data:[\w.+-]*/?[\w.+-]*[;,]\S*"
    rf"|(?=\S*[a-z])(?=\S*[A-Z])(?=\S*[0-9])[\w+/=-]{{{SHORTEST_PICTURE},}}"
)
_PLACE = re.compile(
    r"\d[.,]\d{4,}|\d\.\d+\s*[,;/| ]\s*-?\d+\.\d|\d\s*[°º˚]|\bPOINT\b|geo:|://"
    r"|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",
    re.IGNORECASE,
)


class _Gone:
    """Stands for what is left out."""


GONE = _Gone()


def without_never_stored(document: object) -> tuple[object, bool]:
    """Return any JSON value without what is never stored, and whether anything was left out.

    Names, values and depth are looked at: an unknown field goes that is named like a place or a
    picture, holds something like one, or is too long to be neither. A part of a field that is known
    goes only where its form is not the known one.
    """
    if not isinstance(document, Mapping):
        kept = _unknown(document, 0)
        kept = None if kept is GONE else kept
    else:
        kept = _known(document, KNOWN_FIELDS | {"sync_error", "sync_state"}, 0)
        extra = {name: one for name, one in kept.items() if name not in KNOWN_FIELDS}
        if _letters(extra) > MOST_LETTERS:
            kept = {name: one for name, one in kept.items() if name in KNOWN_FIELDS}
    return kept, not _is_same(kept, document)


def is_plain(document: object) -> bool:
    """Tell at a glance that nothing has to go of a document, if it can be read as a knock.

    What can be read has the known forms, but for what people type or choose.
    """
    return (
        isinstance(document, Mapping)
        and document.keys() <= _PLAIN
        and isinstance(document.get("_deleted", False), bool)
        and not (document.get("hazards") or document.get("access"))
        and _is_plain_text(document.get("note"))
        and _is_language(document.get("language_needed"))
        and _are_plain(document.get("results"), _RESULT, _is_plain_result)
    )


def _is_plain_result(result: Mapping[str, object]) -> bool:
    return _are_plain(result.get("responses") or [], _RESPONSE, _is_plain_response)


def _is_plain_response(response: Mapping[str, object]) -> bool:
    value = response.get("value")
    return (
        all(map(_is_plain_text, value if isinstance(value, list) else (value,)))
        and _is_plain_text(response.get("wording"))
        and _is_plain_text(response.get("question"))
        and _is_language(response.get("language"))
    )


def _are_plain(
    values: object, names: frozenset[str], is_one: Callable[[Mapping[str, object]], bool]
) -> bool:
    return isinstance(values, list) and all(
        isinstance(one, Mapping) and one.keys() <= names and is_one(one) for one in values
    )


def _is_plain_text(value: object) -> bool:
    """Tell of what is spoken that there is no picture in it: one begins so, or is long."""
    return not isinstance(value, str) or ("data:" not in value and len(value) < SHORTEST_PICTURE)


def _is_language(value: object) -> bool:
    if value is None:
        return True
    is_short = isinstance(value, str) and len(value) <= LONGEST_LANGUAGE
    return is_short and _is_known_harmless(str(value))


def _known(values: Mapping[object, object], names: frozenset[str], depth: int) -> dict[str, object]:
    kept = {
        str(name): _part(str(name), value, depth) if name in names else _named(name, value, depth)
        for name, value in values.items()
    }
    return _without_gone(kept, names)


def _part(name: str, value: object, depth: int) -> object:
    """Keep what is known by ``name`` where it has the form that is known."""
    if name in _SPOKEN and isinstance(value, str):
        return _PICTURE.sub("", value)
    if name == "value" and isinstance(value, list | tuple):
        return [_part(name, one, depth) for one in value]
    if is_number(value):
        return value
    if name in _INSIDE and isinstance(value, Mapping):
        return _known(value, _INSIDE[name], depth + 1)
    if name in _INSIDE and isinstance(value, list | tuple):
        return [
            _known(one, _INSIDE[name], depth + 1)
            if isinstance(one, Mapping)
            else _or_none(_unknown(one, depth + 1))
            for one in value
        ]
    return _or_none(_unknown(value, depth + 1))


def _named(name: object, value: object, depth: int) -> object:
    said = str(name)
    if len(said) > LONGEST_NAME or names_place_or_picture(said) or _PLACE.search(said):
        return GONE
    return _unknown(value, depth + 1)


def _unknown(value: object, depth: int) -> object:
    if depth > DEEPEST:
        return GONE
    if isinstance(value, str):
        return value if _is_harmless(value) else GONE
    if isinstance(value, float):
        return GONE if _is_exact(value, 3) else value
    if isinstance(value, Mapping):
        return _without_gone({str(name): _named(name, one, depth) for name, one in value.items()})
    if isinstance(value, list | tuple):
        kept = [_unknown(one, depth + 1) for one in value]
        is_short = len(kept) <= MOST_ITEMS
        return [one for one in kept if one is not GONE] if is_short and not _is_pair(kept) else GONE
    return value


def _without_gone(
    kept: Mapping[str, object], names: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Leave out what is gone, and two numbers that could be a place together."""
    is_place = _is_pair([one for name, one in kept.items() if name not in names])
    return {
        name: one
        for name, one in kept.items()
        if one is not GONE and not (is_place and name not in names and _is_exact(one, 0))
    }


def _is_pair(values: list[object]) -> bool:
    return sum(_is_exact(one, 0) for one in values) > 1


def _is_exact(value: object, places: int) -> bool:
    """Tell whether a number has more than ``places`` decimals and may be part of a position."""
    if not isinstance(value, float) or not isfinite(value) or abs(value) > WIDEST:
        return False
    return round(value, places) != value


def _is_harmless(text: str) -> bool:
    if len(text) > LONGEST_TEXT:
        return False
    return bool(_MOMENT.fullmatch(text)) or not (_PLACE.search(text) or _PICTURE.search(text))


@lru_cache(maxsize=1_000)
def _is_known_harmless(language: str) -> bool:
    return _is_harmless(language)


def _or_none(value: object) -> object:
    return None if value is GONE else value


def _letters(values: Mapping[str, object]) -> int:
    return len(json.dumps(values, default=str)) if values else 0


def _is_same(kept: object, document: object) -> bool:
    if isinstance(kept, dict) and isinstance(document, Mapping):
        return kept.keys() == document.keys() and all(
            _is_same(one, document[name]) for name, one in kept.items()
        )
    if isinstance(kept, list) and isinstance(document, list | tuple):
        return len(kept) == len(document) and all(map(_is_same, kept, document))
    return kept is document or kept == document
