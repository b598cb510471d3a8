"""Addresses without coordinates stand on the right side of the right block."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.turf.map_files import SOUTH, WEST
from turf.importing.placing import ASIDE_M, Placed, StreetBook
from turf.importing.table import column

METRES = 111_195.0
NORTHWARD = shapely.LineString([(WEST, SOUTH), (WEST, SOUTH + 0.001)])
NEXT = shapely.LineString([(WEST, SOUTH + 0.001), (WEST, SOUTH + 0.002)])


def book(*streets: tuple[str, shapely.LineString, tuple[int | None, ...]]) -> StreetBook:
    names, lines, ranges = zip(*streets, strict=True)
    return StreetBook(names, column(lines), np.array(ranges, dtype=object).reshape(-1, 4))


MAIN = book(
    ("Main St", NORTHWARD, (101, 199, 100, 198)),
    ("Main Street", NEXT, (201, 299, 200, 298)),
    ("15th St", NORTHWARD, (1, 9, 2, 10)),
    ("Massachusetts Ave", NORTHWARD, (9, 1, None, None)),
)


def metres_from_start(placed: Placed) -> np.ndarray:
    scale = np.array([METRES * np.cos(np.radians(SOUTH)), METRES])
    return (placed.lonlat - [WEST, SOUTH]) * scale


@settings(deadline=None, max_examples=50)
@given(number=st.integers(100, 299))
def test_odd_is_left_even_is_right_and_higher_is_farther(number: int) -> None:
    placed = MAIN.place([str(number), str(number + 2)], ["MAIN ST"] * 2)
    (east, north), (_, farther) = metres_from_start(placed)
    assert east == pytest.approx(-ASIDE_M if number % 2 else ASIDE_M, rel=0.01)
    block_m = 0.001 * METRES
    assert (north > block_m) == (number >= 200)
    assert ASIDE_M * 0.99 <= north % block_m <= block_m - ASIDE_M * 0.99
    if number + 2 < 300:
        assert farther > north


def test_a_range_that_falls_is_walked_backwards() -> None:
    north = metres_from_start(MAIN.place(["9", "1"], ["Massachusetts Ave"] * 2))[:, 1]
    assert north[0] < north[1]


def test_the_first_number_of_a_range_counts() -> None:
    placed = MAIN.place(["101-105", "101"], ["Main St"] * 2)
    assert placed.lonlat[0].tolist() == placed.lonlat[1].tolist()


@pytest.mark.parametrize(
    ("number", "street", "reason"),
    [
        ("12", "Oak St", "no street is called 'Oak St'"),
        ("300", "Main St", "no range of 'Main St' holds 300"),
        ("2", "Massachusetts Ave", "no range"),
        ("N6W2", "Main St", "cannot be looked up"),
    ],
)
def test_what_cannot_be_placed_says_why(number: str, street: str, reason: str) -> None:
    placed = MAIN.place([number], [street])
    assert np.isnan(placed.lonlat).all()
    assert reason in placed.reason[0]


def test_a_slip_of_the_pen_is_forgiven_and_told() -> None:
    placed = MAIN.place(["3"], ["Massachussetts Avenue"])
    assert not np.isnan(placed.lonlat).any()
    assert placed.near_miss == {"Massachussetts Avenue": "MASSACHUSETTS AVE"}


@pytest.mark.parametrize("street", ["16th St", "Massachusetts St", "N Massachusetts Ave", "Maine"])
def test_other_numbers_types_and_directions_are_other_streets(street: str) -> None:
    assert np.isnan(MAIN.place(["3"], [street]).lonlat).all()


def test_the_same_address_in_two_places_is_in_neither() -> None:
    far = shapely.transform(NORTHWARD, lambda xy: xy + 0.05)
    twice = book(("Main St", NORTHWARD, (1, 9, 2, 10)), ("Main St", far, (1, 9, 2, 10)))
    assert "several places" in twice.place(["3"], ["Main St"]).reason[0]
