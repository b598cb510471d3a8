"""Words that urge people for or against a candidate or party, in one sentence."""

import re
from dataclasses import dataclass

from canvass.scripts.gate.english import ALWAYS_ENGLISH, ENGLISH, LATER_ENGLISH
from canvass.scripts.gate.marked import Marked
from canvass.scripts.gate.one_sided import is_one_sided
from canvass.scripts.gate.pattern import Pattern
from canvass.scripts.gate.scanner import Scanner, Sentence
from canvass.scripts.gate.spanish import ALWAYS_SPANISH, LATER_SPANISH, SPANISH

PATTERNS = (*ENGLISH, *SPANISH)
_MAYBE_NEXT = re.compile(r" (?:(?:the|our|mr|mrs|ms|dr|judge|a|al|la|el|por|for) ){0,2}MAYBE ")
_STRICT = frozenset({"vote_for", "elect", "support", "oppose"})


@dataclass(frozen=True, slots=True)
class Urging:
    """What urges: the ``code`` of its rule and ``what`` it does."""

    code: str
    what: str


def urging_in(
    sentence: Sentence, scanner: Scanner, *, was_named: bool = False, is_listing: bool = False
) -> Urging | None:
    """Find what urges in a sentence.

    ``was_named`` tells whether somebody was named just before, whom "her" may mean; ``is_listing``
    whether everybody is named once in the text that the sentence is of.
    """
    for marked in sentence.readings:
        found = _always(marked, scanner, was_named=was_named) or _beside_somebody(marked)
        if found is not None:
            return found
        if not is_listing and is_one_sided(marked, scanner):
            return Urging("one_sided", "leans to or against somebody named without the others")
    return None


def urges_nobody(sentence: Sentence) -> bool:
    """Tell whether words that urge stand there without saying for whom."""
    return any(
        pattern.anywhere is not None and pattern.anywhere.search(marked.text)
        for marked in sentence.readings[:1]
        for pattern in PATTERNS
        if pattern.code in _STRICT
    )


def _always(marked: Marked, scanner: Scanner, *, was_named: bool) -> Urging | None:
    if any(slogan in marked.text for slogan in scanner.slogans):
        return Urging("slogan", "is a slogan on the list")
    if scanner.holders is not None and scanner.holders.search(marked.text):
        return Urging("holder", "urges for or against whoever holds an office on the ballot")
    if ALWAYS_ENGLISH.search(marked.text) or ALWAYS_SPANISH.search(marked.text):
        return Urging("urges", "urges for or against somebody without a name")
    if was_named and (LATER_ENGLISH.search(marked.text) or LATER_SPANISH.search(marked.text)):
        return Urging("urges", "urges for or against the person named before")
    return None


def _beside_somebody(marked: Marked) -> Urging | None:
    if not marked.has_target and " MAYBE " not in marked.text:
        return None
    for pattern in PATTERNS:
        if _fits(pattern, marked):
            return Urging(pattern.code, pattern.what)
    return None


def _fits(pattern: Pattern, marked: Marked) -> bool:
    if pattern.near is not None and pattern.near.search(marked.text):
        return True
    if pattern.anywhere is None:
        return False
    if marked.has_target:
        return pattern.anywhere.search(marked.text) is not None
    return any(
        _MAYBE_NEXT.match(marked.text, found.end())
        for found in pattern.anywhere.finditer(marked.text)
    )
