"""Questions whose answers would record whom somebody favours, and what they agree with."""

from canvass.scripts.gate.marked import Marked
from canvass.scripts.gate.pattern import compiled
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.structure import Kind, Question, Subject

_ASKS_WHOM = compiled(
    r"(?:who|whom|which candidate|which of the candidates|which party|what party|which one) {gap8}"
    r"(?:vote|voting|support|supporting|prefer|favor|back|backing|like|choose|pick|lean|leaning"
    r"|registered|belong|identify|elect|win|best|trust|opinion)",
    r"(?:vote|voting|lean|leaning|support|prefer) {gap4}(?:whom|which candidate|which party)",
    r"how (?:do|did|will|would) you {gap3}(?:vote|feel about {gap3}{who})(?! (?:in person"
    r"|by mail|early|on))",
    r"(?:what|which) (?:is your|party|are your) {gap2}(?:party|affiliation|preference|candidate)",
    r"do you (?:identify|consider yourself|usually vote|lean) {gap4}(?:{who}|left|right|party)",
    r"are you {gap2}(?:PARTY|a supporter|going to support|leaning|with {who})",
    r"(?:a quien|por quien|por cual|a cual|que candidat[oa]|cual candidat[oa]|cual de l[oa]s"
    r" candidat[oa]s|que partido|cual partido) {gap8}(?:vot\w+|apoy\w+|prefier\w+|elig\w+|escog\w+"
    r"|gust\w+|simpatiz\w+|favor\w+|pertenec\w+|inclin\w+)",
    r"(?:se identifica|se inclina|simpatiza) {gap3}(?:con|por|como)",
    r"(?:su|tu) (?:partido|candidat[oa]|preferencia|afiliacion)",
    r"(?:rate|rank|score|calific\w+|opin\w+|opinion|favorable|approve|aprueba) {gap6}{sure}",
    r"{sure} {gap6}(?:rate|rank|favorable|unfavorable|approve|disapprove|opinion)",
    r"(?:if the election were (?:held )?today|si la eleccion fuera hoy)",
)
_AGREES = compiled(
    r"(?:agree|disagree|in favor of|favor or oppose|support or oppose|do you support|do you oppose"
    r"|do you favor|would you support|approve|disapprove|for or against)",
    r"(?:de acuerdo|en desacuerdo|esta a favor|a favor o en contra|apoya usted|usted apoya|aprueba"
    r"|se opone)",
)
_KNOWS = compiled(
    r"(?:heard of|know of|know about|aware of|familiar with|did you know|seen|received)",
    r"(?:ha oido|conoce|sabe|sabia|ha escuchado|ha visto|recibio)",
)


def subjects_of(question: Question, scanner: Scanner) -> frozenset[Subject]:
    """Tell what the answers would tell: what the author declares and what the words say."""
    found = {question.about} if question.about is not None else set()
    if question.kind is Kind.STATEMENT:
        return frozenset(found)
    asked = [one for text in question.wording.values() for one in _read(text, scanner)]
    offered = [
        one for choice in question.choices for text in choice.label.values()
        for one in _read(text, scanner)
    ]  # fmt: skip
    if any(_ASKS_WHOM.search(one.text) for one in asked):
        found.add(Subject.CANDIDATE)
    if any(" NAME " in one.text or " ROLE " in one.text for one in (*asked, *offered)):
        found.add(Subject.CANDIDATE)
    if any(" PARTY " in one.text for one in (*asked, *offered)):
        found.add(Subject.PARTY)
    if any(_AGREES.search(one.text) for one in (*asked, *offered)):
        found.add(Subject.AGREEMENT)
    return frozenset(found)


def records_preference(question: Question, scanner: Scanner) -> bool:
    """Tell whether an answer would say which candidate or party somebody favours.

    Asking whether somebody has heard of the candidates does not.
    """
    subjects = subjects_of(question, scanner)
    if not subjects & {Subject.CANDIDATE, Subject.PARTY}:
        return False
    if question.about in {Subject.CANDIDATE, Subject.PARTY}:
        return True
    asked = [one for text in question.wording.values() for one in _read(text, scanner)]
    if any(_ASKS_WHOM.search(one.text) for one in asked):
        return True
    return not any(_KNOWS.search(one.text) for one in asked)


def _read(text: str, scanner: Scanner) -> list[Marked]:
    return [marked for sentence in scanner.sentences(text) for marked in sentence.readings]
