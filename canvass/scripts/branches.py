"""Whether every way through a script comes to a declared end, and every question is on one."""

from collections.abc import Iterator

from canvass.scripts.problem import Problem
from canvass.scripts.structure import CHOOSES, END, Kind, Question, Script


def problems_of_branches(script: Script) -> tuple[Problem, ...]:
    """Find loops, dead ends, unknown targets and answers, and questions nothing leads to."""
    if not script.questions:
        return ()
    found = list(_first(script))
    for index, question in enumerate(script.questions):
        found += _targets(script, question, f"questions[{index}]")
    return (*found, *_unreachable(script), *_loops(script))


def reachable_from(script: Script, keys: tuple[str, ...]) -> frozenset[str]:
    """Keys of all questions that can follow, those of ``keys`` among them."""
    by_key = script.by_key
    seen: set[str] = set()
    waiting = [key for key in keys if key in by_key]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += [target for target in by_key[key].targets if target in by_key]
    return frozenset(seen)


def can_fall_through(question: Question) -> bool:
    """Tell whether some answer, or none, is not in ``next_by_answer`` and so leads to ``next``."""
    covered = {choice.value for choice in question.choices} <= question.next_by_answer.keys()
    is_single = question.kind in CHOOSES - {Kind.MULTIPLE}
    return not (is_single and question.is_required and question.choices and covered)


def _first(script: Script) -> Iterator[Problem]:
    if script.first and script.first not in script.by_key:
        yield Problem("first", "target_unknown", f"no question has the key {script.first!r}")


def _targets(script: Script, question: Question, place: str) -> Iterator[Problem]:
    by_key = script.by_key
    if question.next is None and can_fall_through(question):
        message = "say what follows: the key of a question, or null where the interview ends"
        yield Problem(f"{place}.next", "dead_end", message)
    elif question.next and question.next not in by_key:
        message = f"no question has the key {question.next!r}: name one, or null for an end"
        yield Problem(f"{place}.next", "target_unknown", message)
    values = {choice.value for choice in question.choices}
    for answer, target in question.next_by_answer.items():
        at = f"{place}.next_by_answer.{answer}"
        if answer not in values:
            message = f"no choice has the value {answer!r}: only a choice can branch"
            yield Problem(at, "answer_unknown", message)
        if target != END and target not in by_key:
            message = f"no question has the key {target!r}: name one, or null for an end"
            yield Problem(at, "target_unknown", message)


def _unreachable(script: Script) -> Iterator[Problem]:
    if script.first not in script.by_key:
        return
    reached = reachable_from(script, (script.first,))
    for index, question in enumerate(script.questions):
        if question.key and question.key not in reached:
            message = f"nothing leads to {question.key!r}: lead to it, or take it out"
            yield Problem(f"questions[{index}]", "unreachable", message)


def _loops(script: Script) -> Iterator[Problem]:
    """Report each knot of questions that lead to one another once, at its first question."""
    reach = {
        question.key: reachable_from(script, question.targets) for question in script.questions
    }
    told: set[str] = set()
    for index, question in enumerate(script.questions):
        if question.key in reach[question.key] and question.key not in told:
            knot = [
                key for key in reach if key in reach[question.key] and question.key in reach[key]
            ]
            told.update(knot)
            message = (
                f"let one of {', '.join(knot)} lead elsewhere: this comes back to where it was"
            )
            yield Problem(f"questions[{index}]", "loop", message)
