"""Finds candidates, parties and officeholders in a reading of a sentence."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from canvass.scripts.ballot import Ballot
from canvass.scripts.gate.english import ENGLISH_WORDS
from canvass.scripts.gate.everyday_words import EVERYDAY_WORDS
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.mentions import Certainty, Mention, Named
from canvass.scripts.gate.name_forms import PARTICLES, SUFFIXES, forms_of
from canvass.scripts.gate.spanish import SPANISH_WORDS
from canvass.scripts.gate.spelling import is_one_slip_away
from canvass.scripts.gate.words import Word

_PLACES_AFTER = frozenset(
    {
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "lane",
        "drive",
        "boulevard",
        "blvd",
        "park",
        "school",
        "library",
        "center",
        "centre",
        "hall",
        "church",
        "place",
        "square",
        "bridge",
        "county",
        "township",
        "elementary",
        "high",
        "house",
        "court",
        "plaza",
    }
)
_PLACES_BEFORE = frozenset({"calle", "avenida", "plaza", "parque", "escuela", "biblioteca"})
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "dr",
        "sr",
        "sra",
        "srta",
        "senor",
        "senora",
        "don",
        "dona",
        "candidate",
        "candidato",
        "candidata",
        "judge",
        "juez",
        "jueza",
        "attorney",
        "da",
        "prosecutor",
        "fiscal",
        "incumbent",
        "counselor",
        "sheriff",
        "mayor",
    }
)
_MONTHS = frozenset({"may", "march", "april", "june", "august"})
_URGING = ENGLISH_WORDS | SPANISH_WORDS
_LONGEST_MIDDLE = 2
_MOST_WORDS = 8
_SLIP_LENGTH = 7


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one person's name."""

    words: tuple[str, ...]
    certainty: Certainty
    is_given: bool
    named: Named
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """Every name the gate looks for; ``forms`` are listed by their first word, longest first."""

    forms: dict[str, list[Form]]
    joined: dict[str, tuple[str, ...]]
    long_surnames: tuple[tuple[str, str], ...]
    parties: re.Pattern[str] | None

    @classmethod
    def of(cls, ballot: Ballot) -> "Names":
        """List the forms of all names on a ballot."""
        people = [(one.name, one.aliases, Named.CANDIDATE) for one in ballot.candidates]
        people += [(one.name, one.aliases, Named.OFFICEHOLDER) for one in ballot.officeholders]
        listed = [
            Form(form.words, form.certainty, form.is_given, named, name)
            for name, aliases, named in people
            for form in dict.fromkeys(forms_of(name, aliases))
        ]
        by_first: dict[str, list[Form]] = defaultdict(list)
        for form in listed:
            by_first[form.words[0]].append(form)
        sure = [form for form in listed if form.certainty is Certainty.CERTAIN]
        surnames = [form for form in sure if len(form.words) == 1]
        return cls(
            forms=dict(by_first),
            joined={"".join(form.words): form.words for form in sure},
            long_surnames=tuple(
                (form.words[0], form.name)
                for form in surnames
                if len(form.words[0]) >= _SLIP_LENGTH
            ),
            parties=_parties_of(ballot),
        )

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words long enough to be looked for inside other words."""
        return frozenset(
            word
            for listed in self.forms.values()
            for form in listed
            for word in form.words
            if len(word) > 4 and word not in EVERYDAY_WORDS
        )

    def find(self, words: Sequence[Word]) -> list[Mention]:
        """Find who is named, from left to right, nobody twice in the same words."""
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._at(words, at)
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.end
        return found

    def find_last_first(self, words: Sequence[Word]) -> list[Mention]:
        """Find who is named from right to left; a word that urges alone is no name here.

        Where a surname is also a word that urges, "BACK ANA BACK" is a verb and a name, though from
        the left it is a name turned around and a rest.
        """
        found: list[Mention] = []
        end = len(words)
        while end > 0:
            mention = self._up_to(words, end)
            end = mention.start if mention else end - 1
            found[:0] = [mention] if mention else []
        return found

    def _up_to(self, words: Sequence[Word], end: int) -> Mention | None:
        """Match the most words that end there and are one name."""
        before = words[:end]
        for at in range(max(0, end - _MOST_WORDS), end):
            is_single = end - at == 1
            if is_single and (_urges(words[at]) or _is_place(words, at, end)):
                continue
            mention = self._at(before, at)
            if mention is not None and mention.end == end:
                return mention
        return None

    def _at(self, words: Sequence[Word], at: int) -> Mention | None:
        return self._form(words, at) or self._split(words, at) or self._slip(words, at)

    def _form(self, words: Sequence[Word], at: int) -> Mention | None:
        """Match the longest listed form, allowing initials and middle names inside a whole name."""
        best: dict[int, list[Form]] = defaultdict(list)
        for form in self.forms.get(words[at].text, ()):
            end = _end_of(form.words, words, at)
            if end is not None:
                best[end].append(form)
        if not best:
            return None
        end = max(best)
        fitting = sorted(
            best[end], key=lambda form: (form.is_given, form.named is not Named.CANDIDATE)
        )
        is_sure = any(form.certainty is Certainty.CERTAIN for form in fitting)
        if not is_sure and not fitting[0].is_given:
            is_sure = _is_written_as_name(words, at)
        if end - at == 1 and (_is_place(words, at, end) or _is_the_verb(words[at])):
            return None
        certainty = Certainty.CERTAIN if is_sure else Certainty.POSSIBLE
        while end < len(words) and words[end].text in SUFFIXES:
            end += 1
        who = tuple(dict.fromkeys(form.name for form in fitting))
        is_capital = at > 0 and words[at].is_capital
        return Mention(at, end, fitting[0].named, certainty, who, is_capital=is_capital)

    def _split(self, words: Sequence[Word], at: int) -> Mention | None:
        """Match a name written in pieces ("Thorn quill")."""
        whole = words[at].text
        for end in range(at + 2, min(at + 4, len(words)) + 1):
            whole += words[end - 1].text
            meant = self._joined(whole, is_capital=words[at].is_capital)
            if meant is not None:
                return Mention(at, end, Named.CANDIDATE, Certainty.CERTAIN, meant)
        return None

    def _joined(self, whole: str, *, is_capital: bool) -> tuple[str, ...] | None:
        """Give whose name the joined words are; one slip is forgiven where there is a capital."""
        if whole in self.joined:
            form = self.joined[whole]
            return tuple(one.name for one in self.forms[form[0]] if one.words == form)
        return (self._one_slip_from(whole) or None) if is_capital else None

    def _slip(self, words: Sequence[Word], at: int) -> Mention | None:
        """Match a long surname with one slip of the pen, written with a capital."""
        word = words[at]
        who = self._one_slip_from(word.text) if word.is_capital else ()
        if not who or _is_place(words, at, at + 1):
            return None
        return Mention(at, at + 1, Named.CANDIDATE, Certainty.CERTAIN, who)

    def _one_slip_from(self, text: str) -> tuple[str, ...]:
        if len(text) < _SLIP_LENGTH - 1:
            return ()
        return tuple(
            name for surname, name in self.long_surnames if is_one_slip_away(text, surname)
        )


def _end_of(form: tuple[str, ...], words: Sequence[Word], at: int) -> int | None:
    """Give where a form that starts at ``at`` ends; its last word may stand after middle names."""
    here = at
    for index, part in enumerate(form):
        gap = 0
        while here < len(words) and words[here].text != part:
            may_skip = index > 0 and gap < _LONGEST_MIDDLE and _is_middle(words[here], form)
            if not may_skip:
                return None
            here, gap = here + 1, gap + 1
        if here >= len(words):
            return None
        here += 1
    return here


def _is_middle(word: Word, form: tuple[str, ...]) -> bool:
    return len(form) > 1 and (len(word.text) == 1 or word.is_capital or word.text in PARTICLES)


def _is_place(words: Sequence[Word], start: int, end: int) -> bool:
    after = words[end].text if end < len(words) else ""
    before = words[start - 1].text if start else ""
    return after in _PLACES_AFTER or before in _PLACES_BEFORE


def _is_the_verb(word: Word) -> bool:
    """Tell whether a name that is also an urging word ("back") is that word here."""
    return not word.is_capital and _urges(word)


def _urges(word: Word) -> bool:
    return word.text in _URGING


def _is_written_as_name(words: Sequence[Word], at: int) -> bool:
    """Tell whether an everyday word is a surname here: a title before it, or a capital within."""
    if at and words[at - 1].text in _TITLES:
        return True
    is_shouted = all(word.is_capital for word in words)
    return at > 0 and words[at].is_capital and not is_shouted and words[at].text not in _MONTHS


def _parties_of(ballot: Ballot) -> re.Pattern[str] | None:
    said: set[str] = set()
    for party in ballot.parties:
        said.update((party.name, *party.aliases))
    folded = {" ".join(fold(legible(one)).replace("-", " ").split()) for one in said if one.strip()}
    if not folded:
        return None
    listed = "|".join(map(re.escape, sorted(folded, key=len, reverse=True)))
    return re.compile(rf"(?<= )(?:{listed})(?= )")
