"""The road classes of other street files in the project's words."""

import re

# US Census MAF/TIGER feature class codes; the last digits of S15..S18 are trails and ways on foot.
_MTFCC = (
    ("S11", "motorway"),
    ("S12", "major"),
    ("S1500", "path"),
    ("S163", "motorway"),
    ("S171", "path"),
    ("S172", "path"),
    ("S18", "path"),
    ("S", "minor"),
    ("R", "rail"),
    ("H", "water"),
)
# OpenStreetMap's highway, railway and waterway values, and the words of city files.
_WORDS = {
    "minor": (
        "minor residential unclassified living_street service tertiary tertiary_link road busway"
        " local alley lane private private_road local_road street 0 false no f n none"
    ),
    "major": (
        "major primary primary_link secondary secondary_link trunk trunk_link arterial collector"
        " major_road primary_road secondary_road 1 2 true yes t y"
    ),
    "path": (
        "path footway pedestrian steps cycleway track bridleway corridor trail walkway sidewalk"
        " crossing tram"
    ),
    "motorway": (
        "motorway motorway_link ramp highway interstate freeway expressway limited_access"
    ),
    "rail": "rail railway railroad light_rail subway narrow_gauge funicular monorail",
    "water": "water river stream canal creek riverbank lake drain ditch dock tidal_channel",
}
_CLASS_OF_WORD = {word: name for name, words in _WORDS.items() for word in words.split()}
_MOTORWAY_NAME = re.compile(
    r"\b(?:expy|expressway|fwy|freeway|interstate|i[- ]\d{1,3})\b|^\d* ?rmp$", re.IGNORECASE
)


def road_class_of(value: str) -> str | None:
    """Return the project's class for one cell: minor when empty, None when unheard of.

    Knows the project's words, TIGER's MTFCC, OpenStreetMap's highway, railway and waterway values,
    and 0, 1, 2 or yes and no for major.
    """
    word = re.sub(r"[\s-]+", "_", value.strip().lower())
    if not word or word in _CLASS_OF_WORD:
        return _CLASS_OF_WORD.get(word, "minor")
    if re.fullmatch(r"[shr]\d{4}", word):
        return next(name for start, name in _MTFCC if word.upper().startswith(start))
    return None


def road_class_by_name(name: str) -> str:
    """Return motorway for names that only motorways have, for files without a class; else minor."""
    return "motorway" if _MOTORWAY_NAME.search(name) else "minor"
