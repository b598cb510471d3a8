"""Finds where an address without coordinates stands, by the address ranges of its street."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from turf.importing.addresses import counting_number
from turf.importing.street_names import normal_street, unlike_words

# Doors stand behind the sidewalk: about this far from the middle of the street, and from corners.
ASIDE_M = 8.0
# Below this likeness, in percent, two names are two streets.
_ALIKE = 90.0
_METRES_PER_DEGREE = 111_195.0
# Two ranges that both hold a number are one place unless they are this far apart, in degrees.
_APART = 0.005


@dataclass(frozen=True, slots=True)
class Range:
    """The house numbers of one side of a street; ``parity`` is 0, 1, or None where it is mixed."""

    street: int
    is_left: bool
    start: int
    end: int

    @property
    def width(self) -> int:
        """Return how many numbers it spans."""
        return abs(self.end - self.start)

    @property
    def parity(self) -> int | None:
        """Return the parity of its numbers."""
        return self.start % 2 if self.start % 2 == self.end % 2 else None

    def holds(self, number: int) -> bool:
        """Whether a house of that number stands on this side."""
        is_within = min(self.start, self.end) <= number <= max(self.start, self.end)
        return is_within and self.parity in (None, number % 2)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where n addresses stand: ``lonlat`` (n, 2), NaN where ``reason`` says why not.

    ``near_miss`` maps each street name that was not found to the one taken for it.
    """

    lonlat: NDArray[np.float64]
    reason: tuple[str, ...]
    near_miss: dict[str, str] = field(default_factory=dict)


class StreetBook:
    """The address ranges of s streets.

    ``name`` (s,), ``line`` (s,) LineStrings in degrees, ``ranges`` (s, 4) numbers or None: left
    from, left to, right from, right to, in the line's direction.
    """

    def __init__(
        self, name: Sequence[str], line: NDArray[np.object_], ranges: NDArray[np.object_]
    ) -> None:
        self.line = line
        self.ranges_of: dict[str, list[Range]] = defaultdict(list)
        self.names: set[str] = set()
        for street, (spelt, numbers) in enumerate(zip(name, ranges, strict=True)):
            normal = normal_street(spelt)
            self.names.add(normal)
            for is_left, start, end in ((True, *numbers[:2]), (False, *numbers[2:])):
                if start is not None and end is not None:
                    self.ranges_of[normal].append(Range(street, is_left, int(start), int(end)))
        self._alike = lru_cache(maxsize=65_536)(self._most_alike)

    def place(self, number: Sequence[str], street: Sequence[str]) -> Placed:
        """Place n addresses by number and street name, 8 m to the side the number belongs to."""
        chosen: list[Range | None] = []
        share = np.zeros(len(number))
        reasons: list[str] = []
        near_miss: dict[str, str] = {}
        for row, (house, spelt) in enumerate(zip(number, street, strict=True)):
            found, reason = self._find(house, spelt, near_miss)
            chosen.append(found)
            reasons.append(reason)
            count = counting_number(house)
            if found is not None and count is not None:
                share[row] = abs(count - found.start) / found.width if found.width else 0.5
        return Placed(self._positions(chosen, share), tuple(reasons), near_miss)

    def _find(self, house: str, spelt: str, near_miss: dict[str, str]) -> tuple[Range | None, str]:
        """Return the range that holds a house, or the reason why none does."""
        number = counting_number(house)
        if number is None:
            return None, f"house number {house!r} cannot be looked up in street ranges"
        normal = normal_street(spelt)
        if normal not in self.names:
            alike = self._alike(normal)
            if alike is None:
                return None, f"no street is called {spelt!r}"
            normal = alike
        holding = [one for one in self.ranges_of[normal] if one.holds(number)]
        if not holding:
            return None, f"no range of {spelt!r} holds {number}"
        best = min(holding, key=lambda one: (one.width, one.parity is None, one.street))
        lines = self.line[[one.street for one in holding]]
        if len(holding) > 1 and shapely.distance(lines[0], lines).max() > _APART:
            return None, f"{number} {spelt} is in several places"
        if normal != normal_street(spelt):
            near_miss[spelt] = normal
        return best, ""

    def _most_alike(self, normal: str) -> str | None:
        """Return the one street whose name differs by a slip of the pen."""
        strict = unlike_words(normal)
        close = [
            (name, score)
            for name, score, _ in process.extract(
                normal, list(self.names), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5
            )
            if unlike_words(name) == strict
        ]
        if not close or (len(close) > 1 and close[0][1] == close[1][1]):
            return None
        return str(close[0][0])

    def _positions(
        self, chosen: list[Range | None], share: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Turn ranges and how far along them into degrees."""
        lonlat = np.full((len(chosen), 2), np.nan)
        rows = np.array([row for row, one in enumerate(chosen) if one is not None], dtype=np.intp)
        if not len(rows):
            return lonlat
        found = [one for one in chosen if one is not None]
        line = self.line[[one.street for one in found]]
        scale = _metres_per_degree(line)
        metric = shapely.transform(line, lambda xy: xy * scale)
        length = shapely.length(metric)
        inset = np.minimum(ASIDE_M, length / 4)
        along = inset + share[rows] * (length - 2 * inset)
        step = np.minimum(1.0, length / 8)
        before, at, after = (
            shapely.get_coordinates(shapely.line_interpolate_point(metric, along + shift))
            for shift in (-step, 0.0, step)
        )
        ahead = (after - before) / np.maximum(np.hypot(*(after - before).T), 1e-9)[:, None]
        left = np.column_stack([-ahead[:, 1], ahead[:, 0]])
        side = np.where([one.is_left for one in found], ASIDE_M, -ASIDE_M)
        lonlat[rows] = (at + left * side[:, None]) / scale
        return lonlat


def _metres_per_degree(line: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return metres for a degree of longitude and of latitude, in the middle of the lines."""
    middle = float(np.median(shapely.get_y(shapely.get_point(line, 0))))
    return np.array([_METRES_PER_DEGREE * np.cos(np.radians(middle)), _METRES_PER_DEGREE])
