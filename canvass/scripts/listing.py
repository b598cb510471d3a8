"""A race's candidates as shown side by side: the same fields for each."""

from collections.abc import Mapping
from dataclasses import dataclass

from canvass.scripts.structure import Words

ANSWER = "answer"
"""The field that holds a candidate's own words."""

DID_NOT_RESPOND: Words = {"en": "Did not respond", "es": "No respondió"}
"""What stands for the answer of somebody who was asked and gave none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidate's part of a listing: each field's text by language."""

    candidate: str
    fields: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown of a race, in the order it is shown."""

    languages: tuple[str, ...]
    entries: tuple[Entry, ...]
