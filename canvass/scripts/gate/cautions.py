"""What a person should look at though no rule forbids it."""

from collections.abc import Iterator

from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.marked import Marked
from canvass.scripts.gate.mentions import Certainty, Named
from canvass.scripts.gate.pattern import compiled
from canvass.scripts.gate.scanner import Scanner, Sentence
from canvass.scripts.gate.urging import urges_nobody

NEAR_ELECTION_DAYS = 60

PRAISE_OR_BLAME = compiled(
    r"(?:best|better|worst|great|greatest|good|bad|honest|dishonest|corrupt\w*|fair|unfair|tough|soft"
    r"|brave|weak|strong|strongest|proven|trusted|failed|fails|failing|failure|success\w*|hero|leader"
    r"|champion\w*|fighter|fought|fights|fighting|stands? up|cares?|caring|lies|lied|liar|dangerous"
    r"|reckless|radical|extreme|visionary|experienced|inexperienced|qualified|unqualified|respected"
    r"|beloved|amazing|terrible|awful|shame\w*|disgrace\w*|proud|thank\w*|praise\w*|blame\w*|love\w*"
    r"|hates?|hated|wrong|innocent people|track record|commonsense|progressive|reformer)",
    r"(?:mejor|peor|buen[oa]?|mal[oa]?|honest[oa]|deshonest[oa]|corrupt[oa]s?|just[oa]|injust[oa]|dur[oa]"
    r"|valiente|debil|fuerte|confiable|fracas\w+|exito\w*|heroe|lider|lucha\w*|mentiros[oa]|miente"
    r"|peligros[oa]|radical|extremist\w*|capaz|incapaz|respetad[oa]|querid[oa]|verguenza|orgull\w+"
    r"|gracias a|culpa\w*|excelente|terrible|defiende|defensora?)",
)
_NOT_PRAISE = compiled(r"public defender|former public defender|defensora? public[oa]|thank you")


def cautions_in(
    sentence: Sentence, place: str, scanner: Scanner, *, days_to_election: int | None
) -> Iterator[Finding]:
    """Find what a person should decide about in one sentence."""
    readings = sentence.readings
    excerpt = excerpt_of(sentence.text)
    if urges_nobody(sentence):
        message = "read this again: it has words that urge, though nobody they could be for"
        yield Finding(Level.WARN, "urges_nobody", message, place, excerpt)
    if any(praises(marked) for marked in readings):
        message = "read this again: words of praise or blame stand near somebody's name"
        yield Finding(Level.WARN, "praise_or_blame", message, place, excerpt)
    if any(_may_name_somebody(marked) for marked in readings):
        message = "read this again: a word in it may be a candidate's name"
        yield Finding(Level.WARN, "name_possible", message, place, excerpt)
    is_near = days_to_election is not None and 0 <= days_to_election <= NEAR_ELECTION_DAYS
    if is_near and any(_names_incumbent(marked, scanner) for marked in readings):
        message = (
            f"read this again: it names the incumbent {days_to_election} days before the election"
        )
        yield Finding(Level.WARN, "incumbent_near_election", message, place, excerpt)


def praises(marked: Marked) -> bool:
    """Tell whether words of praise or blame stand in a sentence that names somebody."""
    text = _NOT_PRAISE.sub("", marked.text)
    return marked.has_target and bool(PRAISE_OR_BLAME.search(text))


def _may_name_somebody(marked: Marked) -> bool:
    return any(one.certainty is Certainty.POSSIBLE and one.is_capital for one in marked.mentions)


def _names_incumbent(marked: Marked, scanner: Scanner) -> bool:
    incumbents = {one.name for one in scanner.ballot.candidates if one.is_incumbent}
    return " incumbent " in marked.text or any(
        one.certainty is Certainty.CERTAIN
        and (incumbents & set(one.who) or one.named is Named.OFFICEHOLDER)
        for one in marked.mentions
    )
