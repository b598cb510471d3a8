"""Approved words that the rules pass over, known by their fingerprint."""

import re
from collections.abc import Callable, Collection
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
_ENDS = ".!?:;"
_QUOTES = "\"'“”"


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


def pass_over(
    text: str,
    approved: Collection[str],
    *,
    leave: str = "",
    where: Callable[[str, str], bool] = lambda _one, _before: True,
) -> Passed:
    """Take approved texts out of ``text``, where they stand as whole sentences and word for word.

    ``leave`` is the word left in their place; ``where`` tells of one of them and what stands before
    it whether it may be taken out there. One letter more, hidden characters or other words around
    them, and nothing is taken out.
    """
    left = normalize("NFC", text)
    found: list[str] = []
    by_length = {_canonical(one): one for one in approved}
    for one in sorted(by_length, key=len, reverse=True):
        if len(one.split()) < FEWEST_WORDS:
            continue
        kept: list[str] = []
        at = 0
        for match in re.finditer(r"\s+".join(map(re.escape, one.split())), left):
            before = "".join([*kept, left[at : match.start()]])
            if _is_whole(match, before) and where(by_length[one], before):
                kept += [left[at : match.start()], f" {leave} "]
                at = match.end()
        if kept:
            left = "".join([*kept, left[at:]])
            found.append(fingerprint(one))
    return Passed(left if found else text, tuple(found))


def _is_whole(match: re.Match[str], before: str) -> bool:
    """Tell whether it begins and ends where a sentence or a quotation does."""
    begins = before.rstrip()[-1:]
    if begins and begins not in _ENDS + _QUOTES:
        return False
    after = match.string[match.end() :]
    ends_itself = match[0][-1] in ".!?" and after[:1].isspace()
    return not after.strip() or after[0] in _QUOTES or ends_itself


def _canonical(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
