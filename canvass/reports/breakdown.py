"""By what a report can be broken down."""

import re
from calendar import day_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from turf.errors import StoopError


class UnknownBreakdown(StoopError):
    """A report was asked for by something it cannot be broken down by."""

    code = "unknown_breakdown"


class Breakdown(StrEnum):
    """What the rows of a report stand for; days and hours are those of the precinct."""

    TURF = "turf"
    PRECINCT = "precinct"
    DAY = "day"
    HOUR = "hour"
    WEEKDAY = "weekday"
    ROUND = "round"
    SCRIPT = "script"
    LANGUAGE = "language"
    TEAM = "team"

    @classmethod
    def named(cls, name: str) -> "Breakdown":
        """Find a breakdown by name; raises UnknownBreakdown naming those there are."""
        try:
            return cls(name)
        except ValueError:
            known = ", ".join(cls)
            raise UnknownBreakdown(f"There is no breakdown by {name!r}; choose {known}") from None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a breakdown is found: paths from a knock, the first one the key.

    ``is_ground`` when a listed door has the same paths, so that each row has its own issued doors;
    all others share the doors of every issued list. ``missing`` labels rows without a key.
    """

    paths: tuple[str, ...]
    is_ground: bool = False
    missing: str = ""


COLUMNS = {
    Breakdown.TURF: Columns(
        ("walk_list__round__turf_id", "walk_list__round__turf__name"), is_ground=True
    ),
    Breakdown.PRECINCT: Columns(
        ("door__building__precinct_id", "door__building__precinct__code"),
        is_ground=True,
        missing="outside every precinct",
    ),
    Breakdown.DAY: Columns(("local_day",)),
    Breakdown.HOUR: Columns(("local_hour",)),
    Breakdown.WEEKDAY: Columns(("local_day__iso_week_day",)),
    Breakdown.ROUND: Columns(("walk_list__round__number",), is_ground=True),
    Breakdown.SCRIPT: Columns(
        ("script_version_id", "script_version__script__name", "script_version__number"),
        missing="no script",
    ),
    Breakdown.LANGUAGE: Columns(("language_needed",), missing="none noted"),
    Breakdown.TEAM: Columns(("team",), missing="in no shift"),
}

_NUMBERS = re.compile(r"\d+")
LONGEST_NUMBER = 20
"""Digits of a number in a name; longer ones sort as words do."""

MOST_AT_ONCE = 3
"""Breakdowns of one report; more of them are a table that nobody reads."""


class TooManyBreakdowns(StoopError):
    """A report was asked for by more than it is broken down by at once."""

    code = "too_many_breakdowns"


def breakdowns(names: Iterable[str]) -> tuple[Breakdown, ...]:
    """Find breakdowns by ``names``, of which each may be several with commas between them.

    One that is named twice counts once. Raises UnknownBreakdown and TooManyBreakdowns.
    """
    asked = [one.strip() for name in names for one in name.split(",")]
    found = tuple(dict.fromkeys(Breakdown.named(one) for one in asked if one))
    if len(found) > MOST_AT_ONCE:
        raise TooManyBreakdowns(
            f"A report is broken down by at most {MOST_AT_ONCE} at once, not by {joined(found)}"
        )
    return found


def joined(by: Sequence[Breakdown]) -> str:
    """Write breakdowns as they are asked for, such as ``hour,weekday``."""
    return ",".join(by)


def label_of(by: Breakdown, values: tuple[Any, ...]) -> str:
    """Say a row's key, read through the paths of its breakdown, as a person would."""
    key, *names = values
    if key is None or key == "":
        return COLUMNS[by].missing
    if by in (Breakdown.LANGUAGE, Breakdown.TEAM):
        return str(key)
    if by is Breakdown.SCRIPT:
        name, version = names
        return f"{name}, version {version}"
    if by is Breakdown.HOUR:
        return f"{key:02}:00"
    if by is Breakdown.WEEKDAY:
        return str(day_name[key - 1])
    if by is Breakdown.ROUND:
        return f"round {key}"
    return key.isoformat() if isinstance(key, date) else str(names[0])


def sort_key(by: Breakdown, values: tuple[Any, ...], label: str) -> tuple[Any, ...]:
    """Order rows as one expects: names by the numbers in them, times as they pass, none last."""
    key = values[0]
    if key is None or key == "":
        return (True,)
    if len(values) == 1:
        return (False, key)
    return (False, _NUMBERS.sub(_padded, label), key)


def _padded(number: re.Match[str]) -> str:
    return number[0].zfill(LONGEST_NUMBER)
