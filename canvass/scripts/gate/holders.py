"""Words that urge beside whoever holds an office of the ballot, said by the office alone."""

import re
from collections.abc import Iterator

from canvass.scripts.ballot import Ballot, Race
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.letters import fold

_ALIKE = (
    r"(?:district|county|prosecuting|states|commonwealths) attorney|(?:chief )?prosecutor|d ?a"
    r"|fiscal(?: de distrito| del condado)?|procuradora?",
    r"sheriff|alguacil",
    r"judge|justice|juez|jueza",
    r"mayor|alcalde|alcaldesa",
    r"governor|gobernadora?",
    r"(?:state )?senator|senadora?",
    r"(?:state )?(?:representative|assemblymember|assemblyman|assemblywoman)|representante",
    r"council ?(?:member|man|woman|president|person)|concejal(?:a)?",
    r"(?:city |county )?commissioner|comisionad[oa]",
    r"(?:county )?clerk|secretari[oa]",
    r"attorney general|(?:procuradora?|fiscal) general",
    r"controller|comptroller|treasurer|auditor|contralora?|tesorer[oa]",
)
"""Names of the same office: a race by one of them is a race by all."""

_THE = r"(?:the|our|this|that|your|my) (?:(?:own|good|bad|old) )?"
_LA = r"(?:a |al |ala )?(?:la |el |a la |a el |nuestr[oa] |su |esta |este )?"
_NOT_OFFICE = (
    r"(?! (?:race|races|contest|election|elections|primary|office|offices|seat|position|job|ballot"
    r"|candidate|candidates|who|which|that|de su eleccion|contienda))"
)
_BEGINS = (
    r"(?:(?<=^ )|(?<=please )|(?<=must )|(?<=should )|(?<=lets )|(?<=and )|(?<=now )|(?<=us )"
    r"|(?<=will you )|(?<=favor )|(?<=debe )|(?<=que ))"
)
_AGAINST = (
    r"(?:reject|replace|unseat|oppose|defeat|oust|recall|remove|fire|dump|support|back|endorse"
    r"|reelect|re elect|retain|vote out|vote against|voting against|votes against|stand with"
    r"|get rid of|rejecting|replacing|unseating|opposing|defeating|supporting|backing|endorsing)"
)
_CONTRA = (
    r"(?:derrot\w+|rechac\w+|rechaz\w+|reemplac\w+|reemplaz\w+|destituy\w+|destituir|apoye|apoyen"
    r"|apoyemos|apoyar|respalde\w*|respaldemos|respaldar|reelij\w+|reelegir|saquen|saquemos|saque"
    r"|opongase|oponganse|vot(?:e|a|en|ar|emos|ando) (?:en )?contra(?: de)?(?:l)?)"
)


def holders_of(ballot: Ballot) -> re.Pattern[str] | None:
    """Make the pattern of words that urge beside an office somebody on ``ballot`` stands for."""
    said = sorted({term for race in ballot.races for term in _terms_of(race)})
    if not said:
        return None
    office = rf"(?:{'|'.join(said)})(?= ){_NOT_OFFICE}"
    return re.compile(
        rf"(?<= )(?:{_AGAINST} {_THE}{office}"
        rf"|(?:vote|voting) for (?:our|this|that) {office}"
        rf"|{_BEGINS}vote for the {office}"
        rf"|{_CONTRA} {_LA}{office}"
        rf"|{_BEGINS}vot(?:e|a|en|emos) por (?:la|el|nuestr[oa]|esta|este) {office})"
    )


def _terms_of(race: Race) -> Iterator[str]:
    if not (race.on_ballot or any(one.is_incumbent for one in race.candidates)):
        return
    for name in (*race.office.values(), *race.office_aliases):
        words = " ".join(re.findall(r"[^\W_]+", fold(legible(name)).replace("'", "")))
        if words:
            yield re.escape(words)
        for alike in _ALIKE:
            if re.search(rf"\b(?:{alike})\b", words):
                yield alike
