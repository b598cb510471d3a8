"""Whether a text that names one candidate names all of them alike."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from canvass.scripts.ballot import Ballot, BallotStatus, Race
from canvass.scripts.gate.alike import unlike_parts, unlike_silence
from canvass.scripts.gate.exempt import OwnAnswer
from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.marked import Marked
from canvass.scripts.gate.mentions import Certainty, Mention, Named
from canvass.scripts.gate.order import neutral_orders
from canvass.scripts.gate.parts import parts_of
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.scanner import Scanner, Sentence
from canvass.scripts.gate.words import Word

_BETWEEN = frozenset(
    {"and", "or", "y", "o", "e", "u", "the", "el", "la", "also", "tambien", "los", "las", "1", "2"}
    | {"3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "plus", "with"}
)
_NOT_EVERYBODY_ONCE = frozenset({"listing_incomplete", "listing_repeats"})


@dataclass(frozen=True, slots=True)
class NamedThere:
    """Who is named in a passage, in order, and how many words follow each before the next."""

    mentions: tuple[Mention, ...]
    words_after: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(one.who[0] for one in self.mentions if len(one.who) == 1)


def named_in(sentences: Sequence[Sentence]) -> NamedThere:
    """Find the candidates named in a passage, by the way of reading that names most."""
    best = NamedThere((), ())
    for way in range(max((len(one.readings) for one in sentences), default=0)):
        mentions: list[Mention] = []
        after: list[int] = []
        for sentence in sentences:
            marked = sentence.readings[min(way, len(sentence.readings) - 1)]
            found = _candidates(marked)
            mentions += found
            after += _words_after(marked.words, found)
        if len(mentions) > len(best.mentions):
            best = NamedThere(tuple(mentions), tuple(after))
    return best


def is_complete(named: NamedThere, race: Race) -> bool:
    """Tell whether everybody on the ballot of a race is named once."""
    of_race = {one.name for one in race.candidates}
    there = Counter(name for name in named.names if name in of_race)
    return bool(there) and there == Counter(one.name for one in race.on_ballot)


def lists_everybody(sentences: Sequence[Sentence], scanner: Scanner) -> bool:
    """Tell whether everybody of some race is named once."""
    named = named_in(sentences)
    return any(is_complete(named, race) for race in scanner.ballot.races)


def unequal_listing(
    passage: Passage, text: str, scanner: Scanner, own: Sequence[OwnAnswer]
) -> Iterator[Finding]:
    """Find what is unequal in a ``passage`` that names candidates.

    ``text`` is what is left of it without approved parts; ``own`` is what candidates answered.
    """
    sentences = scanner.sentences(text)
    named = named_in(sentences)
    excerpt = excerpt_of(" ".join(one.text for one in sentences))
    for mention in named.mentions:
        if len(mention.who) > 1:
            message = f"write the whole name: {' and '.join(mention.who)} share these words"
            yield Finding(Level.BLOCK, "name_ambiguous", message, passage.place, excerpt)
            return
    yield from _off_ballot(named, scanner.ballot, passage.place, excerpt)
    for race in scanner.ballot.races:
        if not {one.name for one in race.on_ballot} & set(named.names):
            continue
        unequal = list(_unequal_names(race, named, passage.place, excerpt))
        yield from unequal
        if any(one.code in _NOT_EVERYBODY_ONCE for one in unequal):
            continue
        parts = parts_of(legible(text), sentences, race)
        if parts is None:
            yield from _unequal_words(race, named, passage.place, excerpt)
            continue
        yield from unlike_parts(parts, race, passage.place, excerpt)
        yield from unlike_silence(parts, passage.language, own, passage.place)


def _unequal_names(race: Race, named: NamedThere, place: str, excerpt: str) -> Iterator[Finding]:
    of_race = [one.name for one in race.on_ballot]
    there = [name for name in named.names if name in set(of_race)]
    missing = [name for name in of_race if name not in there]
    if missing:
        message = f"name everybody on the ballot or nobody: {', '.join(missing)} missing"
        yield Finding(Level.BLOCK, "listing_incomplete", message, place, excerpt)
        return
    if len(there) > len(of_race):
        twice = [name for name, times in Counter(there).items() if times > 1]
        message = f"name everybody once: {', '.join(twice)} named more often"
        yield Finding(Level.BLOCK, "listing_repeats", message, place, excerpt)
        return
    orders = neutral_orders(race)
    if tuple(there) not in orders.values():
        message = f"list the candidates in a neutral order: {', '.join(orders)}"
        yield Finding(Level.BLOCK, "order_not_neutral", message, place, excerpt)


def _unequal_words(race: Race, named: NamedThere, place: str, excerpt: str) -> Iterator[Finding]:
    """Compare names that are written in disguise by the words between them alone."""
    of_race = {one.name for one in race.on_ballot}
    after = [words for words, name in zip(named.words_after, named.names, strict=False)
             if name in of_race][:-1]  # fmt: skip
    if any(after) and not all(after):
        message = "give every candidate the same fields: some have words after their name"
        yield Finding(Level.BLOCK, "fields_unequal", message, place, excerpt)


def _off_ballot(named: NamedThere, ballot: Ballot, place: str, excerpt: str) -> Iterator[Finding]:
    off = {one.name for one in ballot.candidates if one.status is not BallotStatus.ON_BALLOT}
    for name in dict.fromkeys(named.names):
        if name in off:
            message = f"take {name} out: no longer on the ballot"
            yield Finding(Level.BLOCK, "not_on_ballot", message, place, excerpt)


def _candidates(marked: Marked) -> list[Mention]:
    return [
        one
        for one in marked.mentions
        if one.certainty is Certainty.CERTAIN and one.named is Named.CANDIDATE
    ]


def _words_after(words: Sequence[Word], mentions: Sequence[Mention]) -> list[int]:
    ends = [*(mention.start for mention in mentions[1:]), len(words)]
    return [
        sum(word.text not in _BETWEEN for word in words[mention.end : end])
        for mention, end in zip(mentions, ends, strict=False)
    ]
