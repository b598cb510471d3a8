"""What the gate says."""

from dataclasses import dataclass
from enum import StrEnum

ABOUT_ITSELF = (
    "This check finds words and structure, not intent: a person who is not the author must read "
    "the text and approve it."
)
LONGEST_EXCERPT = 160


class Level(StrEnum):
    """A BLOCK closes the gate; a WARN is for a person to decide."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: ``place`` is a path into the document, the message says what to do."""

    level: Level
    code: str
    message: str
    place: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in one exact content.

    ``ballot_hash`` is over the people and settings it was judged by: where it has changed since,
    the gate is closed again. ``exempted`` are fingerprints of the approved texts passed over.
    """

    findings: tuple[Finding, ...]
    content_hash: str
    ballot_hash: str
    rules_version: str
    exempted: tuple[str, ...] = ()
    about_itself: str = ABOUT_ITSELF

    @property
    def is_blocked(self) -> bool:
        """Tell whether no person may approve this content as it stands."""
        return any(one.level is Level.BLOCK for one in self.findings)


def excerpt_of(text: str) -> str:
    """Shorten text for a finding."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_EXCERPT else one_line[: LONGEST_EXCERPT - 1] + "…"
