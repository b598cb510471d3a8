"""What our words are called in a vendor's system: given by the organization, never by us.

Ids differ from one committee of a vendor to the next, so none is written here. A mapping is JSON:

    {"contact_type": 2, "input_type": 11,
     "results": {"not_home": 1, "refused": 2},
     "questions": {"plan": {"id": 7001, "answers": {"yes": 1, "no": 2}}}}

For OSDI ``results`` are status codes, and the id of a question is its address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from turf.errors import StoopError


class MappingUnreadable(StoopError):
    """A mapping is not what it has to be."""

    code = "mapping_unreadable"


class NotMapped(StoopError):
    """The mapping does not say what one of our words is called there."""

    code = "not_mapped"


@dataclass(frozen=True, slots=True)
class Question:
    """A question there: its ``id``, and what each answer is called."""

    id: int | str
    answers: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One organization's words in one vendor's system."""

    results: Mapping[str, int | str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    contact_type: int | str | None = None
    input_type: int | str | None = None

    def result(self, disposition: str) -> int | str:
        """Look a disposition up. Raises NotMapped."""
        if disposition not in self.results:
            raise NotMapped(f"results: say what {disposition!r} is called there")
        return self.results[disposition]


def read_mapping(document: Any) -> Vocabulary:
    """Read a mapping out of JSON. Raises MappingUnreadable saying where."""
    if not isinstance(document, dict):
        raise MappingUnreadable("A mapping is a JSON object with results and questions.")
    unknown = set(document) - {"contact_type", "input_type", "results", "questions"}
    if unknown:
        raise MappingUnreadable(
            f"There is nothing called {', '.join(sorted(unknown))} in a mapping."
        )
    questions = _object(document.get("questions", {}), "questions")
    return Vocabulary(
        results=_words(document.get("results", {}), "results"),
        questions={key: _question(key, value) for key, value in questions.items()},
        contact_type=document.get("contact_type"),
        input_type=document.get("input_type"),
    )


def _question(key: str, document: Any) -> Question:
    where = f"questions.{key}"
    told = _object(document, where)
    if not isinstance(told.get("id"), int | str):
        raise MappingUnreadable(f"{where}.id: give the id that the question has there")
    return Question(told["id"], _words(told.get("answers", {}), f"{where}.answers"))


def _object(document: Any, where: str) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise MappingUnreadable(f"{where}: give an object")
    return document


def _words(document: Any, where: str) -> dict[str, int | str]:
    told = _object(document, where)
    for key, value in told.items():
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise MappingUnreadable(f"{where}.{key}: give an id, a number or a word")
    return told
