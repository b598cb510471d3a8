"""Approved words that the rules pass over, known by their fingerprint."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

APPROVED_DISCLAIMERS = (
    "We do not support or oppose any candidate or party.",
    "We do not support or oppose any candidate or political party.",
    "We don't support or oppose any candidate or party.",
    "Neighbors are never told whom to vote for or against.",
    "No apoyamos ni nos oponemos a ningún candidato o partido.",
    "No apoyamos ni nos oponemos a ningún candidato ni partido.",
    "No apoyamos ni nos oponemos a ningún candidato o partido político.",
)
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What a candidate answered, word for word in one language, and where it can be read.

    An empty ``text`` says that the candidate was asked and did not respond.
    """

    candidate: str
    language: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A text without its approved parts, and the fingerprints of those."""

    text: str
    fingerprints: tuple[str, ...]


def fingerprint(text: str) -> str:
    """Hexadecimal SHA-256 of a text; only white space and composed accents may differ."""
    return sha256(_canonical(text).encode()).hexdigest()


def pass_over(text: str, approved: Collection[str], *, leave: str = "") -> Passed:
    """Take approved texts out of ``text``, where they stand as whole sentences and word for word.

    ``leave`` is the word left in their place. One letter more, hidden characters or other words
    around them, and nothing is taken out.
    """
    left = _canonical(text)
    found: list[str] = []
    for one in sorted({_canonical(one) for one in approved}, key=len, reverse=True):
        if len(one.split()) < FEWEST_WORDS or one not in left:
            continue
        whole = re.compile(rf"(?:(?<=^)|(?<=[.!?:;\"'“”])|(?<=[.!?:;\"'“”] )){re.escape(one)}"
                           rf"(?=$|[\"'“”]|(?<=[.!?]) )")  # fmt: skip
        left, times = whole.subn(f" {leave} ", left)
        if times:
            found.append(fingerprint(one))
    return Passed(left if found else text, tuple(found))


def _canonical(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
