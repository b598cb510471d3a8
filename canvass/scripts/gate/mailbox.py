"""Whether a text tells people to put something where only mail may lie (18 USC 1725)."""

import re
from collections.abc import Iterator

from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.pattern import compiled
from canvass.scripts.gate.scanner import Sentence

_BOX = (
    r"(?:mail ?box(?:es)?|letter ?box(?:es)?|mail slots?|mail receptacles?|buzon(?:es)?"
    r"|post ?box(?:es)?)"
)
_PUT = (
    r"(?:put|putting|place|placing|leave|leaving|left|drop|dropping|hang|hanging|stick|sticking|slide"
    r"|sliding|slip|slipping|stuff|stuffing|deposit|insert|tape|taping|attach|attaching|tuck|push"
    r"|ponga|pongan|poner|deje|dejen|dejar|dejelo|dejela|coloque|coloquen|colocar|meta|metan|meter"
    r"|cuelgue|cuelguen|colgar|deposite|depositen|depositar|pegue|peguen|pegar|introduzca)"
)
_ON = r"(?:in|into|inside|on|onto|from|at|by|through|under|en|dentro|del|al|sobre|por)"
_TOLD = compiled(rf"{_PUT} {{gap8}}{_ON} (?:\S+ ){{0,3}}{_BOX}", rf"{_BOX} {{gap3}}(?:drop|drops)")
_FORBIDDEN = re.compile(
    r" (?:never|not|dont|nothing|no|nunca|nada|jamas|cannot|mustnt|illegal|against|federal|law|ley"
    r"|ilegal|prohibid[oa]|prohibe) "
)
_NAMED = compiled(_BOX)
_LITERATURE = re.compile(
    r" (?:flyers?|fliers?|leaflets?|pamphlets?|brochures?|literature|door ?hangers?|cards?"
    r"|folletos?|volantes?|panfletos?|tarjetas?) "
)


def mailbox_in(sentence: Sentence, place: str) -> Iterator[Finding]:
    """Find a sentence that tells to put something in or on a mailbox, or speaks of it unclearly."""
    excerpt = excerpt_of(sentence.text)
    texts = [marked.text for marked in sentence.readings]
    if any(_TOLD.search(text) and not _FORBIDDEN.search(text) for text in texts):
        message = "leave it at the door: nothing is put in, on or hung from a mailbox (18 USC 1725)"
        yield Finding(Level.BLOCK, "mailbox_used", message, place, excerpt)
    elif any(_NAMED.search(text) and _LITERATURE.search(text) for text in texts):
        message = "read this again: nothing may be put in, on or hung from a mailbox"
        yield Finding(Level.WARN, "mailbox_named", message, place, excerpt)
