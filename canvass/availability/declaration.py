"""What somebody declares of when and where they can walk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from canvass.availability.area import read_area
from canvass.availability.fault import Fault

MOST_NAMED = 50
LONGEST_TRAVEL_MINUTES = 240

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
NAMES = (
    "area",
    "home_by",
    "travel_minutes",
    "not_on_weekdays",
    "not_on_dates",
    "not_with",
    "no_stairs",
    "no_dogs",
    "languages",
)


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where and when somebody does not walk, and what they speak. Nothing says why.

    ``area`` is a GeoJSON MultiPolygon in which there must be no door. ``home_by`` is on the clock
    of the campaign, on the day of the walk, ``travel_minutes`` from the last door. Weekdays count
    from 0, Monday. ``not_with`` are ids of memberships.
    """

    area: Mapping[str, Any] | None = None
    home_by: time | None = None
    travel_minutes: int = 0
    not_on_weekdays: tuple[int, ...] = ()
    not_on_dates: tuple[date, ...] = ()
    not_with: tuple[int, ...] = ()
    no_stairs: bool = False
    no_dogs: bool = False
    languages: tuple[str, ...] = ()

    @classmethod
    def read(cls, given: Mapping[str, object]) -> "Declaration":
        """Read a declaration as it comes from a phone; what is not given is not declared.

        Raises Fault with a code and the name of the field, never with its content.
        """
        if unknown := given.keys() - set(NAMES):
            raise Fault("field_unknown", f"There are {len(unknown)} fields that nobody asks for")
        named = {name: value for name, value in given.items() if value is not None}
        return cls(
            area=read_area(named.get("area")),
            home_by=_clock(named.get("home_by")),
            travel_minutes=_number("travel_minutes", named.get("travel_minutes", 0)),
            not_on_weekdays=_weekdays(_list(named, "not_on_weekdays")),
            not_on_dates=tuple(sorted({_date(one) for one in _list(named, "not_on_dates")})),
            not_with=_ids(_list(named, "not_with")),
            no_stairs=_flag(named, "no_stairs"),
            no_dogs=_flag(named, "no_dogs"),
            languages=_languages(_list(named, "languages")),
        )

    def as_given(self) -> dict[str, Any]:
        """Write it as `read` takes it."""
        return {
            "area": self.area,
            "home_by": self.home_by and self.home_by.strftime("%H:%M"),
            "travel_minutes": self.travel_minutes,
            "not_on_weekdays": list(self.not_on_weekdays),
            "not_on_dates": [day.isoformat() for day in self.not_on_dates],
            "not_with": list(self.not_with),
            "no_stairs": self.no_stairs,
            "no_dogs": self.no_dogs,
            "languages": list(self.languages),
        }


def _clock(value: object) -> time | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise Fault("home_by_invalid", "home_by: give a time of day as HH:MM")
    return time.fromisoformat(value)


def _number(name: str, value: object) -> int:
    if type(value) is not int or not 0 <= value <= LONGEST_TRAVEL_MINUTES:
        raise Fault(f"{name}_invalid", f"{name}: give whole minutes, 0 to {LONGEST_TRAVEL_MINUTES}")
    return value


def _flag(named: Mapping[str, object], name: str) -> bool:
    value = named.get(name, False)
    if not isinstance(value, bool):
        raise Fault(f"{name}_invalid", f"{name}: give true or false")
    return value


def _list(named: Mapping[str, object], name: str) -> list[Any]:
    value = named.get(name, [])
    if not isinstance(value, list | tuple) or len(value) > MOST_NAMED:
        raise Fault(f"{name}_invalid", f"{name}: give a list of at most {MOST_NAMED}")
    return list(value)


def _weekdays(values: list[Any]) -> tuple[int, ...]:
    if not all(type(one) is int and 0 <= one <= 6 for one in values):
        raise Fault("not_on_weekdays_invalid", "not_on_weekdays: 0 is Monday and 6 is Sunday")
    if len(set(values)) == 7:
        raise Fault("no_day_left", "not_on_weekdays: leave at least one day to walk on")
    return tuple(sorted(set(values)))


def _date(value: object) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    # Outside of the handler: an error that was chained would tell the value to whoever prints it.
    raise Fault("not_on_dates_invalid", "not_on_dates: give days as YYYY-MM-DD")


def _ids(values: list[Any]) -> tuple[int, ...]:
    if not all(type(one) is int and 0 < one < 2**63 for one in values):
        raise Fault("not_with_invalid", "not_with: give ids of members")
    return tuple(sorted(set(values)))


def _languages(values: list[Any]) -> tuple[str, ...]:
    if not all(isinstance(one, str) and _LANGUAGE.fullmatch(one) for one in values):
        raise Fault("languages_invalid", "languages: give codes of two or three letters, as es")
    return tuple(sorted(set(values)))
