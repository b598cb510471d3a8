"""Whether what somebody thinks changes what they are offered."""

import re
from collections.abc import Iterator

from canvass.scripts.branches import can_fall_through, reachable_from
from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.preference import subjects_of
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.structure import END, Kind, Question, Script, Step

_SAYS = {
    Step.TURNOUT: re.compile(
        r"\b(plan to vote|planning to vote|polling place|polls (?:are )?open|remind|ride to"
        r"|vote early"
        r"|vote by mail|piensa votar|centro de votacion|urnas|recordatorio|votar por correo"
        r"|will you"
        r" vote|going to vote|va a votar)\b"
    ),
    Step.LITERATURE: re.compile(
        r"\b(flyer|flier|leaflet|pamphlet|brochure|literature|this card|door ?hanger|folleto"
        r"|volante"
        r"|tarjeta|panfleto|hand (?:out|them)|leave (?:this|the|a|you))\b"
    ),
    Step.CALL_BACK: re.compile(
        r"\b(call you|contact you|come back|follow up|stay in touch|text you|llamarle|contactarle"
        r"|comunicarse con usted|comunicarnos|volver a|visitarle)\b"
    ),
}


def unequal_branches(script: Script, scanner: Scanner) -> Iterator[Finding]:
    """Find questions on leanings whose answers lead to other turn-out, literature or call-back.

    What can be reached after any two answers, and after none, must be the same. A step is what its
    author declares, or what its words say.
    """
    steps = {question.key: steps_of(question) for question in script.questions}
    for index, question in enumerate(script.questions):
        subjects = subjects_of(question, scanner)
        if not subjects or len(question.targets) < 2:
            continue
        ways = {
            answer: frozenset(
                (step, key)
                for key in reachable_from(script, (target,) if target != END else ())
                for step in steps[key]
            )
            for answer, target in _ways(question).items()
        }
        differing = frozenset[tuple[Step, str]]().union(*ways.values()) - frozenset.intersection(
            *ways.values()
        )
        place, excerpt = (
            f"questions[{index}]",
            excerpt_of(next(iter(question.wording.values()), "")),
        )
        if differing:
            told = ", ".join(sorted(f"{key} ({step})" for step, key in differing))
            message = f"let every answer lead to the same steps: only some reach {told}"
            yield Finding(Level.BLOCK, "branches_unequal", message, place, excerpt)
        else:
            message = "look at both ways: what follows depends on what somebody thinks"
            yield Finding(Level.WARN, "branches_differ", message, place, excerpt)


def steps_of(question: Question) -> frozenset[Step]:
    """Tell which steps a question or statement is: what is declared and what its words say."""
    declared = {question.step} if question.step is not None else set()
    if question.kind is Kind.CONTACT_PERMISSION:
        declared.add(Step.CALL_BACK)
    said = {
        step
        for step, words in _SAYS.items()
        if any(words.search(fold(text)) for text in question.wording.values())
    }
    return frozenset(declared | said)


def _ways(question: Question) -> dict[str, str]:
    """Give where each answer leads, and no answer as ""."""
    default = question.next if question.next is not None else END
    ways = {
        choice.value: question.next_by_answer.get(choice.value, default)
        for choice in question.choices
    }
    return {**ways, "": default} if can_fall_through(question) else ways
