"""Words that favour or slight somebody who is named without the others.

Beside a whole and equal list of candidates most of these words are harmless, beside one of them
they are not; so they are looked for only where a sentence names some of a race and not others.
"""

from canvass.scripts.gate.marked import Marked, names_somebody
from canvass.scripts.gate.pattern import compiled
from canvass.scripts.gate.scanner import Scanner

_SENTENCE = compiled(
    r"(?:vote|voting|votes)",
    r"(?:vot|apoy|respald|prefer|prefier|confi|escog|escoj)\w*",
    r"(?:win|wins|winning|lose|loses|losing|victory|retire|fire|beat|choice|choose|chosen|pick|picks)",
    r"(?:gan[ae]n?|ganar|ganemos|pierdan?|perder|victoria|triunf\w+|llevemos|lleven|fuera|basta|cruz|equis)",
    r"(?:got to go|gotta go|must go|has to go|no more|instead of|rather than|sick of|tired of"
    r"|enough of"
    r"|time for|ready for|turn out for|show up for|on board with|behind|side with|root for)",
    r"(?:bubble|oval|lever|yard sign|lawn sign|donate|volunteer|campaign|rally|canvass|chip in)",
    r"(?:except|excepto|salvo|but not|menos|anybody but|anyone but)",
)
_BESIDE = compiled(
    r"{who} {gap6}(?:next|only|best|better|right|bueno|buena|mejor|unic[oa]|proxim[oa]"
    r"|favorit[oe]a?)",
    r"(?:next|only|best|better|right|mejor|unic[oa]|proxim[oa]) {gap6}{who}",
    r"(?:solo|solamente|unicamente|just|nobody but|nadie mas que) {who}",
    r"(?:ballot|boleta|papeleta|tuesday|martes) {who}(?= $)",
    r"{who} {gap1}(?:would|will|could|seria|sera) {gap1}(?:make|be|un|una|el|la) {gap2}(?:\S+)",
    r"(?:go|viva|arriba|dale) {who}",
    r"{who} (?:country|nation|strong|family|territory|should|must|deserves|ought)",
    r"{who} es {gap2}(?:candidat[oa]|opcion|fiscal ideal|respuesta)",
    r"{who} is {gap2}(?:our|my|your) {gap2}(?:candidate|choice|pick|person|champion)",
    r"(?:make|put|bring|send|let|lets|get|keep|want|need|give|help) {gap2}{who}",
    r"(?:haga|hagamos|ponga|pongamos|mande|mandemos|ayude a|ayudemos a|denle|dele|que) {gap4}{who}",
    r"{who} (?:out|in|up|down|now|always|yes|no|si|ya|siempre|adelante|va)(?= $| {who})",
    r"con {who} (?:si|ganamos|vamos|todo|podemos|adelante)",
    r"(?:yes|no|go|team|viva|hey) {who}(?= $| {who})",
)


def is_one_sided(marked: Marked, scanner: Scanner) -> bool:
    """Tell whether a sentence names some candidates, leaves others out, and leans."""
    if not names_somebody(marked) or _names_a_whole_race(marked, scanner):
        return False
    return bool(_SENTENCE.search(marked.text) or _BESIDE.search(marked.text))


def _names_a_whole_race(marked: Marked, scanner: Scanner) -> bool:
    named = {name for one in marked.mentions for name in one.who}
    return any(
        race.on_ballot and {one.name for one in race.on_ballot} <= named
        for race in scanner.ballot.races
    )
