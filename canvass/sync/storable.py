"""Any JSON value in a form that every database can keep and show."""

from collections.abc import Mapping
from math import isfinite

DEEPEST = 30
TOO_DEEP = "(nested too deep to show)"
_TRANSPORT = ("_", "sync_")


def meaningful(document: Mapping[str, object]) -> dict[str, object]:
    """Take out the fields that a sync engine adds to a document on its way."""
    return {name: value for name, value in document.items() if not name.startswith(_TRANSPORT)}


def storable(value: object, *, depth: int = 0) -> object:
    """Make a JSON value safe to store: a likeness to look at, the bytes as sent lie in the intake.

    NUL and halves of surrogate pairs are written out as escapes, NaN and infinities as text; what
    is nested deeper than `DEEPEST` is cut off.
    """
    if depth > DEEPEST:
        return TOO_DEEP
    if isinstance(value, str):
        return _storable_text(value)
    if isinstance(value, Mapping):
        return {
            _storable_text(str(name)): storable(inner, depth=depth + 1)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [storable(inner, depth=depth + 1) for inner in value]
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value


def _storable_text(text: str) -> str:
    harmless = text.replace("\0", "\\u0000")
    return harmless.encode("utf-8", "backslashreplace").decode("utf-8")
