"""Whether a petition names or praises somebody who holds an office."""

from collections.abc import Iterator

from canvass.scripts.gate.cautions import PRAISE_OR_BLAME
from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.marked import Marked
from canvass.scripts.gate.mentions import Certainty, Named
from canvass.scripts.gate.pattern import compiled
from canvass.scripts.gate.scanner import Scanner, Sentence

_HOLDER = compiled(
    r"(?:our|the|this|your|dear|thank|thanks) {gap3}(?:district attorney|prosecutor"
    r"|prosecuting attorney|attorney general|da|mayor|sheriff|governor|judge|justice|officeholder"
    r"|commissioner|clerk|controller|comptroller|treasurer|auditor|senators?|delegates?"
    r"|assembly ?(?:member|woman|man)|(?:state|us) representatives?|congress ?(?:member|woman|man)"
    r"|council ?(?:member|woman|man|president|person)s?|alder(?:man|woman|person)|supervisor"
    r"|(?:vice )?president|selectman|selectwoman)",
    r"(?:nuestr[oa]|el|la|al|gracias a) {gap2}(?:fiscal|alcalde|alcaldesa|alguacil|gobernadora?"
    r"|jueza?|concejala?|senadora?|representante|diputad[oa]|congresista|president[ea]|comisionad[oa]"
    r"|secretari[oa] del condado|procuradora?|contralora?|tesorer[oa])",
)


def officeholder_in(sentence: Sentence, place: str, scanner: Scanner) -> Iterator[Finding]:
    """Find an officeholder named, or praised by title, in one sentence of a petition."""
    for marked in sentence.readings:
        if _names_holder(marked, scanner):
            message = "address the office, not the person: a petition may name nobody who holds one"
            yield Finding(
                Level.BLOCK, "officeholder_named", message, place, excerpt_of(sentence.text)
            )
            return
        if _HOLDER.search(marked.text) and PRAISE_OR_BLAME.search(marked.text):
            message = "say what should be done: a petition may not praise who holds an office"
            yield Finding(
                Level.BLOCK, "officeholder_praised", message, place, excerpt_of(sentence.text)
            )
            return


def _names_holder(marked: Marked, scanner: Scanner) -> bool:
    incumbents = {one.name for one in scanner.ballot.candidates if one.is_incumbent}
    return " ROLE " in marked.text or any(
        one.certainty is Certainty.CERTAIN
        and (one.named is Named.OFFICEHOLDER or bool(incumbents & set(one.who)))
        for one in marked.mentions
    )
