"""A text in one language that is read or shown as a whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One text with its place in the document and its language."""

    place: str
    language: str
    text: str
