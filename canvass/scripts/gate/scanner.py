"""What the gate looks for on one ballot, made ready once for many texts."""

import re
from dataclasses import dataclass

from canvass.scripts.ballot import Ballot
from canvass.scripts.gate.english import ENGLISH_WORDS
from canvass.scripts.gate.holders import holders_of
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.marked import Marked, mark, mark_last_first
from canvass.scripts.gate.mentions import Mention
from canvass.scripts.gate.names import Names
from canvass.scripts.gate.sentences import split_sentences
from canvass.scripts.gate.spanish import SPANISH_WORDS
from canvass.scripts.gate.spelling import is_one_slip_away
from canvass.scripts.gate.words import Vocabulary, Word, readings_of

_NO_SLIP = frozenset(
    {"select", "erect", "eject", "elected", "elector", "report", "reports", "projects", "deject"}
    | {"elects", "replay", "replaces", "endures", "apoyo", "elegido", "elegida", "object", "inject"}
    | {"parte", "contar", "contras", "contrae", "contrato", "votara", "valor", "motivo"}
)
_SOUNDS_LIKE = (("ll", "y"), ("b", "v"), ("v", "b"), ("s", "z"), ("s", "c"), ("j", "g"), ("k", "c"))
_SLIPS = {"vot": "vote", "votar": "votar", "voet": "vote", "vtoe": "vote", "agianst": "against"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One legible sentence and all the ways it can be read."""

    text: str
    readings: tuple[Marked, ...]

    @property
    def names_somebody(self) -> bool:
        """Tell whether a person, a party or somebody described is named for sure."""
        return any(marked.has_target for marked in self.readings)


@dataclass(frozen=True, slots=True)
class Scanner:
    """Names, disguises, slogans and offices of one ballot.

    ``around`` is the scanner of all ballots that may be heard of where its texts are read.
    """

    ballot: Ballot
    names: Names
    vocabulary: Vocabulary
    slogans: tuple[str, ...]
    holders: re.Pattern[str] | None = None
    around: "Scanner | None" = None

    @classmethod
    def of(cls, ballot: Ballot) -> "Scanner":
        """Make a scanner; it can be kept as long as nobody's name or status changes."""
        names = Names.of(ballot)
        vocabulary = Vocabulary.of(ENGLISH_WORDS | SPANISH_WORDS, names.vocabulary)
        slogans = tuple(f" {_plain(slogan)} " for slogan in ballot.slogans if _plain(slogan))
        return cls(ballot, names, vocabulary, slogans, holders_of(ballot))

    def sentences(self, text: str) -> list[Sentence]:
        """Split and read a text, hidden things and all."""
        return [self.read(sentence) for sentence in split_sentences(legible(text))]

    def read(self, sentence: str) -> Sentence:
        """Read one legible sentence in every way it may be meant, as it stands first."""
        found: list[Marked] = []
        for words in readings_of(sentence, self.vocabulary):
            marked = mark(words, self.names)
            found.append(marked)
            if any(self._hides_an_urging_word(words, mention) for mention in marked.mentions):
                found.append(mark_last_first(words, self.names))
            if marked.mentions or marked.has_target:
                mended = self._mended(words)
                if mended != words:
                    found.append(mark(mended, self.names))
        return Sentence(sentence, tuple(found))

    def _hides_an_urging_word(self, words: tuple[Word, ...], mention: Mention) -> bool:
        """Tell whether a word that urges may have been taken for a part of a name."""
        within = words[mention.start : mention.end]
        return any(word.text in self.vocabulary.urging for word in within)

    def _mended(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """Read words that are one slip from an urging word as that word."""
        return tuple(
            Word(self._meant(word.text), word.is_capital) if _may_be_slip(word) else word
            for word in words
        )

    def _meant(self, text: str) -> str:
        if text in _SLIPS:
            return _SLIPS[text]
        urging = self.vocabulary.urging
        if text in urging or text in _NO_SLIP or text in self.names.forms:
            return text
        near = {word for word in urging if is_one_slip_away(text, word)}
        near |= urging & {text.replace(heard, meant) for heard, meant in _SOUNDS_LIKE}
        return min(near, default=text)


def _may_be_slip(word: Word) -> bool:
    return len(word.text) > 3 or word.text in _SLIPS


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(legible(text)).replace("'", "")))
