"""Parties and people described without their names, in English and Spanish."""

import re

_PARTY_NOUNS = {
    "democrat": "Democratic", "democrats": "Democratic", "dems": "Democratic",
    "democrata": "Democratic", "democratas": "Democratic", "gop": "Republican",
    "republican": "Republican", "republicans": "Republican", "republicano": "Republican",
    "republicana": "Republican", "republicanos": "Republican", "republicanas": "Republican",
    "libertarian": "Libertarian", "libertarians": "Libertarian", "libertario": "Libertarian",
    "libertaria": "Libertarian", "libertarios": "Libertarian",
}  # fmt: skip
"""Words that name a party by themselves."""

_WITH_NOUN = {
    "democratic": "Democratic", "green": "Green", "verde": "Green", "progressive": "Progressive",
    "constitution": "Constitution", "independent": "Independent", "reform": "Reform",
    "working families": "Working Families", "conservative": "Conservative",
}  # fmt: skip
"""Words that name a party beside "party", "ticket" and the like."""

_NOUN = r"(?:party|ticket|slate|nominee|nominees|candidate|candidates|team|incumbent|challenger)"
_NEUTRAL = r"(?! (?:primary|primaries|form|caucus|ballot|ballots|voter|voters|primaria|primarias))"
_BEFORE = r"(?<!registered )(?<!registrados )(?<!registradas )(?<!primaria )(?<!primarias )"

PARTIES = re.compile(
    r"(?<= )(?:partido )?(?:"
    + rf"{_BEFORE}(?:{'|'.join(_PARTY_NOUNS)})(?: {_NOUN})?{_NEUTRAL}"
    + rf"|(?:{'|'.join(_WITH_NOUN)}) {_NOUN}"
    + r"|partido (?:democrata|republicano|libertario|verde)"
    + r")(?= )"
)
"""A party named in folded words between single spaces."""

_OFFICES = (
    r"(?:district attorney|prosecuting attorney|prosecutor|attorney general|d ?a|sheriff|judge"
    r"|mayor|governor|clerk|commissioner|officeholder|fiscal|alguacil|juez|alcalde|alcaldesa)"
)
_ANY_OFFICE = rf"(?:\S+ ){{0,2}}{_OFFICES}"
ROLES = re.compile(
    r"(?<= )(?:"
    r"(?:the|our|this|that|your|current|sitting) (?:\S+ )?(?:incumbent|incumbents|challenger"
    r"|frontrunner|underdog)"
    rf"|(?:the|our|your) (?:current|sitting|present|new) {_ANY_OFFICE}"
    r"|(?:our|this|my) (?:candidate|candidates|nominee|party|guy|slate|ticket)"
    r"|(?:the|a|our) (?:reform|reformer|progressive|conservative|liberal|radical|moderate|pro \S+"
    r"|anti \S+|tough on crime|law and order|smart justice|ruling|opposing|opposition|endorsed"
    r") (?:candidate|candidates|party|slate|prosecutor)"
    r"|(?:the|la|el) (?:reformer|progressive|democratic|reformista|progresista)"
    r"|(?:la|el|al|del) (?:titular|retador|retadora)"
    rf"|(?:la|el|al|del|nuestro|nuestra) (?:actual {_OFFICES}|{_OFFICES} (?:actual|en funciones))"
    r"|(?:nuestro|nuestra|este|esta) (?:candidato|candidata|partido|candidatos)"
    r"|(?:candidato|candidata|candidatos) (?:reformista|progresista|conservador|conservadora"
    r"|oficial|del cambio|del pueblo)"
    r")(?= )"
)
"""Somebody who stands or serves, described so that one can tell whom; after a word that urges."""
