"""Which question comes next, and how far an interview came."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from canvass.scripts.structure import END, Kind, Question, Script

Answer = str | int | float | bool | tuple[str, ...] | None
"""As a phone sends it; None where a statement was read or an optional question passed over."""


class Completeness(StrEnum):
    """How far an interview came."""

    NOT_BEGUN = "not_begun"
    PARTIAL = "partial"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Interview:
    """What the answers of one interview make of its script.

    ``path`` holds the keys met, in order; ``waits_for`` is the required question it stopped at,
    None when its end was reached. ``strays`` are answers to questions off the path, ``misfits``
    answers that their question cannot take.
    """

    path: tuple[str, ...]
    waits_for: str | None
    completeness: Completeness
    strays: tuple[str, ...]
    misfits: tuple[str, ...]


def next_question(script: Script, answers: Mapping[str, Answer]) -> Question | None:
    """Give what to show now; None at an end.

    ``answers`` has a key for all that was shown: None for a statement and for an optional question
    passed over. Ends for every script that `read_script` takes.
    """
    by_key = script.by_key
    key = script.first
    while key != END:
        question = by_key[key]
        if key not in answers or (answers[key] is None and _must_answer(question)):
            return question
        key = after(question, answers[key])
    return None


def path_of(script: Script, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Give the keys that an interview with these answers met, in order.

    Statements and optional questions without an answer are passed; a required question without one
    is where it stops, and the last of the path.
    """
    by_key = script.by_key
    met: list[str] = []
    key = script.first
    while key != END:
        met.append(key)
        if answers.get(key) is None and _must_answer(by_key[key]):
            break
        key = after(by_key[key], answers.get(key))
    return tuple(met)


def judge_interview(script: Script, answers: Mapping[str, Answer]) -> Interview:
    """Tell how far an interview came: complete when every required question on its way is answered.

    ``answers`` are those that were stored; what was passed over may be absent.
    """
    by_key = script.by_key
    path = path_of(script, answers)
    last = by_key[path[-1]]
    stopped = answers.get(last.key) is None and _must_answer(last)
    given = [key for key, answer in answers.items() if answer is not None]
    if not given:
        completeness = Completeness.NOT_BEGUN
    else:
        completeness = Completeness.PARTIAL if stopped else Completeness.COMPLETE
    return Interview(
        path=path,
        waits_for=last.key if stopped else None,
        completeness=completeness,
        strays=tuple(key for key in given if key not in path),
        misfits=tuple(
            key for key in given if key in by_key and not fits(by_key[key], answers[key])
        ),
    )


def after(question: Question, answer: Answer) -> str:
    """Give the key that follows an answer, END at an end.

    Of several chosen answers the first in the script's own order that branches decides, whatever
    the order they were tapped in.
    """
    chosen = _values(answer)
    for choice in question.choices:
        if choice.value in chosen and choice.value in question.next_by_answer:
            return question.next_by_answer[choice.value]
    return question.next if question.next is not None else END


def fits(question: Question, answer: Answer) -> bool:
    """Tell whether a question of this kind and these choices can have this answer."""
    values = {choice.value for choice in question.choices}
    if question.kind is Kind.STATEMENT:
        return answer is None
    if question.kind is Kind.TEXT:
        return isinstance(answer, str)
    if question.kind is Kind.MULTIPLE:
        return (
            isinstance(answer, tuple) and len(set(answer)) == len(answer) and set(answer) <= values
        )
    return not isinstance(answer, tuple) and _values(answer) <= values


def _must_answer(question: Question) -> bool:
    return question.is_required and question.kind is not Kind.STATEMENT


def _values(answer: Answer) -> frozenset[str]:
    """Read an answer as the values of choices: yes and no may come as true and false, 3.0 is 3."""
    if answer is None:
        return frozenset()
    if isinstance(answer, tuple):
        return frozenset(answer)
    if isinstance(answer, bool):
        return frozenset({"yes" if answer else "no"})
    if isinstance(answer, float) and answer.is_integer():
        return frozenset({str(int(answer))})
    return frozenset({str(answer)})
