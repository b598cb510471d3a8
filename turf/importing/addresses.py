"""Takes addresses apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

import usaddress

from turf.importing.street_names import normal_street, normal_unit
from turf.importing.street_words import DIRECTIONS, TYPES

_NUMBER = re.compile(
    r"(?P<number>\d+(?:\s*[-\u2013]\s*\d+)?)"
    r"(?:\s*-?\s*(?P<suffix>\d/\d|[A-Za-z]{1,2})|\s*(?P<half>[½¼¾]))?"
)
# Here a letter of the suffix must touch the number: in "633 N 53rd St" it is a direction.
_FIRST_PART = re.compile(
    r"(?P<number>\d+(?:\s?[-\u2013]\s?\d+)?(?:-?[A-Za-z]{1,2}|\s?[½¼¾]|[\s-]\d/\d)?)"
    r"\s+(?P<street>(?:[\w'.-]+\s+){0,4}[\w'.-]*[^\W\d_][\w'.-]*)"
    r"(?:\s+(?:(?:apt|apartment|unit|suite|ste|room|rm)\b\.?\s*#?\s*|#\s*)(?P<unit>[\w/-]+))?",
    re.IGNORECASE,
)
_UNIT_PART = re.compile(r"(?:(?:apt|apartment|unit|suite|ste|room|rm)\b|#).*\w", re.IGNORECASE)
_PLACE_PART = re.compile(
    r"(?P<city>[^\W\d_][^\d]*?)??\s*(?:\b[A-Z]{2})?\s*(?P<postcode>\b\d{5})?(?:-\d{4})?"
)
_DOUBTFUL = frozenset(
    ("FL", "FLOOR", "LOT", "BLDG", "APT", "APARTMENT", "UNIT", "STE", "SUITE", "RM", "ROOM")
)
_TYPES = frozenset(TYPES) | frozenset(TYPES.values())
_LONGEST = 500
_HALVES = {"½": "1/2", "¼": "1/4", "¾": "3/4"}


@dataclass(frozen=True, slots=True)
class Address:
    """One address in parts; every part may be empty but number and street."""

    number: str
    suffix: str
    street: str
    unit: str = ""
    city: str = ""
    postcode: str = ""


def address_key(number: str, suffix: str, street: str, city: str, postcode: str) -> str:
    """Return the building's key where its file has no id: the same however it is spelt."""
    house = f"{number}-{suffix}" if suffix else number
    return f"{house} {normal_street(street)}|{postcode[:5] or city.upper()}"


@lru_cache(maxsize=65_536)
def split_number(number: str) -> tuple[str, str] | None:
    """Split a house number from its suffix: ``39 1/2``, ``149A``; ranges like ``4-6`` stay whole.

    What has a digit but another shape (``N6W23001``) is a number as it stands; None without digits.
    """
    found = _NUMBER.fullmatch(number.strip())
    if found is None:
        plain = number.strip().upper()
        return (plain, "") if any(sign.isdecimal() for sign in plain) else None
    suffix = _HALVES.get(found["half"] or "", found["suffix"] or "")
    return re.sub(r"\s*[-\u2013]\s*", "-", found["number"]), suffix.upper()


def counting_number(number: str) -> int | None:
    """Return the number to look for in street ranges: the first of ``4-6``; None for others."""
    digits = re.match(r"\d+(?=-\d+$|$)", number)
    return int(digits[0]) if digits and len(digits[0]) < 9 else None


def parse_address(full: str) -> Address | None:
    """Take apart a whole address in one cell, by our own pattern first, then by usaddress.

    None when no number and street are in it.
    """
    if len(full) > _LONGEST:
        return None
    first, *others = full.split(",")
    found = _FIRST_PART.fullmatch(first.strip())
    unit, city, postcode = "", "", ""
    is_plain = found is not None and not _is_doubtful(found["street"], alone=not others)
    for part in map(str.strip, others):
        place = _PLACE_PART.fullmatch(part)
        if _UNIT_PART.fullmatch(part):
            unit = part
        elif place is not None:
            city, postcode = city or place["city"] or "", place["postcode"] or postcode
        else:
            is_plain = False
    number = split_number(found["number"]) if found and is_plain else None
    if found is None or number is None:
        return _by_usaddress(full)
    return Address(
        *number, found["street"], normal_unit(found["unit"] or unit), city.strip(), postcode
    )


def _is_doubtful(street: str, *, alone: bool) -> bool:
    """Whether the street may hold more: a unit's word, or a city after the type."""
    words = street.upper().replace(".", "").split()
    types = [position for position, word in enumerate(words[1:-1], 1) if word in _TYPES]
    has_more = any(word not in _TYPES for word in words[types[0] + 1 :]) if types else False
    is_end_direction = words[-1] in DIRECTIONS or words[-1] in DIRECTIONS.values()
    return bool(_DOUBTFUL & set(words)) or (alone and has_more and not is_end_direction)


def _by_usaddress(full: str) -> Address | None:
    """Ask the trained model, which knows more shapes and is a hundred times slower."""
    try:
        parts, _ = usaddress.tag(full)
    except usaddress.RepeatedLabelError:
        return None
    number = split_number(
        " ".join(parts.get(f"AddressNumber{end}", "") for end in ("", "Suffix")).strip()
    )
    street = " ".join(value for label, value in parts.items() if label.startswith("StreetName"))
    if number is None or not street:
        return None
    unit = parts.get("OccupancyIdentifier", parts.get("SubaddressIdentifier", ""))
    city, postcode = parts.get("PlaceName", ""), parts.get("ZipCode", "")
    return Address(*number, street.strip(" ,"), normal_unit(unit), city, postcode[:5])
