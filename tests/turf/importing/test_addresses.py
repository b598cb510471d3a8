"""Addresses are taken apart and spelt alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turf.importing.addresses import (
    Address,
    address_key,
    counting_number,
    parse_address,
    split_number,
)
from turf.importing.street_names import normal_street, normal_unit

units = st.from_regex("[0-9]{1,3}[A-F]?", fullmatch=True)
streets = st.sampled_from(
    ["Holyoke St", "N 53rd St", "Avenue D", "St James Pl", "W Harper St", "Park Ave S", "Broadway"]
)


@settings(deadline=None)
@given(number=st.integers(1, 99_999), street=streets, unit=units)
def test_a_written_address_is_read_back(number: int, street: str, unit: str) -> None:
    assert parse_address(f"{number} {street} Apt {unit}") == Address(str(number), "", street, unit)
    assert parse_address(f"{number} {street}, #{unit}, Philadelphia, PA 19104") == Address(
        str(number), "", street, unit, "Philadelphia", "19104"
    )


@pytest.mark.parametrize(
    ("full", "number", "suffix", "street"),
    [
        ("149A Broadway", "149", "A", "Broadway"),
        ("73-A Dana St", "73", "A", "Dana St"),
        ("39 1/2 Oak Ave", "39", "1/2", "Oak Ave"),
        ("39½ Oak Ave", "39", "1/2", "Oak Ave"),
        ("4-6 Canal Pk", "4-6", "", "Canal Pk"),
        ("N6W23001 Bluemound Rd", "N6W23001", "", "Bluemound Rd"),
        ("633 N 53RD ST", "633", "", "N 53RD ST"),
    ],
)
def test_unusual_house_numbers_are_kept(full: str, number: str, suffix: str, street: str) -> None:
    assert parse_address(full) == Address(number, suffix, street)


@pytest.mark.parametrize("full", ["", "Main St", "12", "PO Box 12", "n/a", "?" * 600])
def test_what_is_no_address_is_none(full: str) -> None:
    assert parse_address(full) is None


def test_the_trained_model_takes_what_our_pattern_leaves() -> None:
    assert parse_address("12 Main St Cambridge MA 02139") == Address(
        "12", "", "Main St", "", "Cambridge", "02139"
    )


@pytest.mark.parametrize(
    "spellings",
    [
        ("North Fifth Street", "N. 5th St", "n 5TH st."),
        ("Massachusetts Avenue", "MASSACHUSETTS AV"),
        ("Martin Luther King Jr Boulevard", "Martin Luther King Jr. Blvd"),
        ("05th Street", "5th St"),
        ("Saint James Place", "St James Pl"),
        ("O'Neill Court", "ONeill Ct"),
    ],
)
def test_spellings_of_one_street_are_one(spellings: tuple[str, ...]) -> None:
    assert len({normal_street(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("North St", "N Broad St", "Broad St"),
        ("Park St", "Park Ave", "St Park"),
        ("1st St", "11th St"),
        ("E Main St", "W Main St"),
    ],
)
def test_different_streets_stay_different(names: tuple[str, ...]) -> None:
    assert len({normal_street(name) for name in names}) == len(names)


def test_units_lose_their_words() -> None:
    assert {normal_unit(unit) for unit in ("Apt. 2b", "#2B", "unit 2B", "2b", "APT # 2B")} == {"2B"}
    assert normal_unit("Floor") == "FLOOR"


def test_a_suffix_is_part_of_the_key_and_never_of_the_number() -> None:
    half, whole = (
        address_key(*number, "Oak Ave", "", "")
        for number in (split_number("39 1/2"), split_number("391"))
        if number
    )
    assert half != whole
    assert address_key("39", "", "Oak Avenue", "X", "02139-1234") == address_key(
        "39", "", "OAK AVE", "", "02139"
    )


@pytest.mark.parametrize(
    ("number", "counted"), [("12", 12), ("4-6", 4), ("N6W2", None), ("", None), ("9" * 12, None)]
)
def test_numbers_are_counted_from_the_first_of_a_range(number: str, counted: int | None) -> None:
    assert counting_number(number) == counted
