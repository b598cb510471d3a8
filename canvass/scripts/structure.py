"""A script as data: texts and questions in several languages, and which leads where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

END = ""
"""Where a branch leads that ends the interview, declared as such."""

Words = Mapping[str, str]
"""One text by language code."""


class Kind(StrEnum):
    """How a question is answered; a statement is only read."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    TEXT = "text"
    CONTACT_PERMISSION = "contact_permission"
    STATEMENT = "statement"


class Step(StrEnum):
    """What a question or statement does for the person at the door."""

    TURNOUT = "turnout"
    LITERATURE = "literature"
    CALL_BACK = "call_back"


class Subject(StrEnum):
    """What an answer would tell of the person's leanings."""

    CANDIDATE = "candidate"
    PARTY = "party"
    AGREEMENT = "agreement"


CHOOSES = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.CONTACT_PERMISSION})
"""The kinds that are answered by choices."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen; ``value`` is stored, ``label`` is read."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One question or statement.

    ``next_by_answer`` maps a choice's value to the key of what follows it; any other answer, and
    none, leads to ``next``. Either is END where the interview ends; ``next`` is None where nobody
    said where to go. ``about`` and ``step`` are what the author declares.
    """

    key: str
    kind: Kind
    wording: Words
    choices: tuple[Choice, ...]
    next_by_answer: Mapping[str, str]
    next: str | None
    is_required: bool
    about: Subject | None = None
    step: Step | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Where this question can lead, each place once."""
        leads_to = [*self.next_by_answer.values()]
        if self.next is not None:
            leads_to.append(self.next)
        return tuple(dict.fromkeys(leads_to))


@dataclass(frozen=True, slots=True)
class Script:
    """One exact script; ``first`` is the key of its first question, ``cards`` are shown beside."""

    name: str
    languages: tuple[str, ...]
    first: str
    questions: tuple[Question, ...]
    cards: tuple[Words, ...] = ()

    @property
    def by_key(self) -> dict[str, Question]:
        """The questions by key."""
        return {question.key: question for question in self.questions}
