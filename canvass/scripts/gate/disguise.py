"""Text written so that an eye reads one thing and a machine another."""

import re
from collections.abc import Iterator

from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.legible import hides_inside_words, legible
from canvass.scripts.gate.letters import alphabets_of

_LETTERS = re.compile(r"[^\W\d_]+")
_READ_HERE = frozenset({"en", "es"})


def disguised(text: str, place: str) -> Iterator[Finding]:
    """Find words of mixed alphabets, and characters inside words that nobody can see."""
    if not text.isascii():
        for match in _LETTERS.finditer(legible(text)):
            alphabets = alphabets_of(match[0])
            if len(alphabets) > 1 and "LATIN" in alphabets:
                message = "write this word in one alphabet: letters of others only look alike"
                yield Finding(Level.BLOCK, "text_disguised", message, place, excerpt_of(match[0]))
                break
    if hides_inside_words(text):
        message = "take out the characters that cannot be seen inside words"
        yield Finding(Level.WARN, "characters_hidden", message, place, excerpt_of(legible(text)))


def unread_language(language: str, place: str) -> Iterator[Finding]:
    """Say so where the rules do not know a text's language."""
    if language not in _READ_HERE:
        message = f"have somebody who reads {language} check this: the rules know only en and es"
        yield Finding(Level.WARN, "language_unread", message, place)
