"""Reading typed fields out of JSON that anybody may have written."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeGuard, TypeVar
from uuid import UUID

from canvass.sync.uuid7 import is_uuid7

T = TypeVar("T")

LARGEST_INTEGER = 2**53 - 1
"""What a phone's numbers hold exactly."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.IGNORECASE,
)
_YEARS = range(1970, 2200)


class WireProblem(ValueError):
    """Something in a document cannot be read; ``code`` names it, the message says what to do."""

    def __init__(self, code: str, field: str, what_to_do: str) -> None:
        super().__init__(f"{field}: {what_to_do}" if field else what_to_do)
        self.code = code
        self.field = field
        self.message = str(self)


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object and where it stands in the document; each method reads one field.

    A method raises WireProblem when the field is absent, null or not what the method promises.
    ``path`` ends in a dot inside a nested object.
    """

    values: Mapping[str, object]
    path: str = ""

    @classmethod
    def of(cls, value: object, path: str = "") -> Self:
        """Take a JSON object; raises WireProblem for any other value."""
        if not isinstance(value, Mapping):
            raise WireProblem("not_an_object", path, "send a JSON object")
        return cls(value, path and f"{path}.")

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not null."""
        return self.values.get(name) is not None

    def unknown(self, known: Collection[str]) -> dict[str, object]:
        """Give the fields that are not among the known ones, as they came."""
        return {name: value for name, value in self.values.items() if name not in known}

    def maybe(self, read: Callable[[str], T], name: str) -> T | None:
        """Read a field that may be left out."""
        return read(name) if self.has(name) else None

    def uuid(self, name: str) -> UUID:
        """Read a UUID in its canonical form."""
        value = self._required(name)
        if isinstance(value, str) and _UUID.fullmatch(value):
            return UUID(value)
        raise self.problem("bad_uuid", name, "send a UUID such as 0199a1b2-…, in quotes")

    def uuid7(self, name: str) -> UUID:
        """Read a UUID version 7."""
        value = self.uuid(name)
        if is_uuid7(value):
            return value
        raise self.problem("bad_uuid", name, "send a UUID of version 7, made at the tap")

    def integer(self, name: str, *, least: int = 0) -> int:
        """Read a whole number that a phone can hold exactly."""
        value = self._required(name)
        if is_number(value) and not isinstance(value, float) and least <= value <= LARGEST_INTEGER:
            return value
        advice = f"send a whole number from {least} to {LARGEST_INTEGER}"
        raise self.problem("bad_integer", name, advice)

    def row(self, name: str) -> int:
        """Read a number counted from 1, such as the id of a row."""
        return self.integer(name, least=1)

    def distance_m(self, name: str) -> float:
        """Read a finite number of metres, 0 or more."""
        value = self._required(name)
        if is_number(value) and 0 <= value <= LARGEST_INTEGER:
            return float(value) + 0.0  # -0.0 would have another content hash than 0.0
        raise self.problem("bad_number", name, "send metres as a number from 0 up")

    def flag(self, name: str) -> bool:
        """Read true or false."""
        value = self._required(name)
        if isinstance(value, bool):
            return value
        raise self.problem("bad_flag", name, "send true or false")

    def text(self, name: str, *, longest: int) -> str:
        """Read text that any database can hold; may be left out."""
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.problem("bad_text", name, "send text in quotes")
        return self.storable(name, value, longest=longest)

    def key(self, name: str, *, longest: int) -> str:
        """Read text that must say something."""
        if self.values.get(name) == "":
            raise self.problem("missing_field", name, "send this field")
        self._required(name)
        return self.text(name, longest=longest)

    def storable(self, name: str, value: str, *, longest: int) -> str:
        """Give the text back; raises WireProblem for what a database refuses or is too long."""
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise self.problem("bad_text", name, "take out NUL and halves of surrogate pairs")
        if len(value) > longest:
            advice = f"send at most {longest} characters, not {len(value)}"
            raise self.problem("too_long", name, advice)
        return value

    def time(self, name: str) -> datetime:
        """Read a moment with its offset from UTC."""
        value = self._required(name)
        advice = "send a time such as 2026-10-03T17:05:00.250-04:00, from 1970 on"
        if not (isinstance(value, str) and _RFC3339.fullmatch(value)):
            raise self.problem("bad_time", name, advice)
        try:
            moment = datetime.fromisoformat(value.upper())
        except ValueError as impossible:
            raise self.problem("bad_time", name, advice) from impossible
        if moment.year not in _YEARS:
            raise self.problem("bad_time", name, advice)
        return moment

    def items(self, name: str, *, most: int) -> list[tuple[str, object]]:
        """Read an array as pairs of path and item."""
        value = self._required(name)
        if not isinstance(value, list | tuple):
            raise self.problem("bad_list", name, "send an array")
        if len(value) > most:
            raise self.problem("too_many", name, f"send at most {most} items, not {len(value)}")
        return [(f"{self.path}{name}[{index}]", item) for index, item in enumerate(value)]

    def problem(self, code: str, name: str, what_to_do: str) -> WireProblem:
        """Make the problem of one field, with its full path."""
        return WireProblem(code, f"{self.path}{name}", what_to_do)

    def _required(self, name: str) -> object:
        value = self.values.get(name)
        if value is None:
            raise self.problem("missing_field", name, "send this field")
        return value


def is_number(value: object) -> TypeGuard[int | float]:
    """Tell whether a value is a JSON number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
