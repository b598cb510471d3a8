"""One reading of a sentence with whoever it names marked."""

from dataclasses import dataclass

from canvass.scripts.gate.mentions import Certainty, Mention
from canvass.scripts.gate.names import Names
from canvass.scripts.gate.parties import PARTIES, ROLES
from canvass.scripts.gate.words import Word

NAME, MAYBE, PARTY, ROLE = "NAME", "MAYBE", "PARTY", "ROLE"


@dataclass(frozen=True, slots=True)
class Marked:
    """``words`` as read, and as ``text``: folded, between single spaces, one at each end.

    NAME, MAYBE (a given name or everyday word), PARTY and ROLE stand for those who are named.
    """

    words: tuple[Word, ...]
    text: str
    mentions: tuple[Mention, ...]

    @property
    def has_target(self) -> bool:
        """Tell whether somebody is named for sure."""
        return any(f" {mark} " in self.text for mark in (NAME, PARTY, ROLE))


def mark(words: tuple[Word, ...], names: Names) -> Marked:
    """Mark the people and parties that a reading names."""
    return _marked(words, names.find(words), names)


def mark_last_first(words: tuple[Word, ...], names: Names) -> Marked:
    """Mark them as `Names.find_last_first` does."""
    return _marked(words, names.find_last_first(words), names)


def _marked(words: tuple[Word, ...], mentions: list[Mention], names: Names) -> Marked:
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        pieces += [word.text for word in words[at : mention.start]]
        pieces.append(NAME if mention.certainty is Certainty.CERTAIN else MAYBE)
        at = mention.end
    pieces += [word.text for word in words[at:]]
    text = f" {' '.join(pieces)} "
    if names.parties is not None:
        text = names.parties.sub(PARTY, text)
    text = ROLES.sub(ROLE, PARTIES.sub(PARTY, text))
    return Marked(words, text, tuple(mentions))


def names_somebody(marked: Marked) -> bool:
    """Tell whether a candidate or officeholder is named for sure."""
    return any(one.certainty is Certainty.CERTAIN for one in marked.mentions)
