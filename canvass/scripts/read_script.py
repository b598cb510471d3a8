"""Reads a script out of a JSON-like document and judges it whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from canvass.scripts.branches import problems_of_branches
from canvass.scripts.document import Node
from canvass.scripts.problem import Problem, Refused
from canvass.scripts.structure import END, Choice, Kind, Question, Script, Step, Subject
from canvass.scripts.wholeness import problems_of_questions

MOST_QUESTIONS = 200
SCRIPT_FIELDS = frozenset({"name", "languages", "first", "questions", "cards"})
QUESTION_FIELDS = frozenset(
    {"key", "kind", "wording", "choices", "next_by_answer", "next", "is_required", "about", "step"}
)
CHOICE_FIELDS = frozenset({"value", "label"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: ``script`` is None where ``problems`` leave nothing to hold on to."""

    script: Script | None
    problems: tuple[Problem, ...]


def read_script(document: object) -> Script:
    """Read a script that can be walked at a door. Raises Refused with all that is wrong."""
    reading = examine_script(document)
    if reading.problems or reading.script is None:
        raise Refused(reading.problems)
    return reading.script


def examine_script(document: object) -> Reading:
    """Read as much as there is, with every fault of form, language, choice and branch at once.

    ``document`` has name, languages, first, questions and cards; a question has key, kind, wording,
    choices, next_by_answer, next (null at an end), is_required, and may declare about and step.
    """
    root = Node(document)
    if not root.fields(SCRIPT_FIELDS):
        return Reading(None, tuple(root.problems))
    listed = root.at("questions").items()
    if not listed:
        root.at("questions").refuse("questions_missing", "write at least one question")
    if len(listed) > MOST_QUESTIONS:
        root.at("questions").refuse("script_too_long", f"ask at most {MOST_QUESTIONS} questions")
        return Reading(None, tuple(root.problems))
    script = Script(
        name=root.at("name").text(longest=100),
        languages=tuple(node.key() for node in root.at("languages").items()),
        first=root.at("first").key(),
        questions=tuple(_question(node) for node in listed),
        cards=tuple(node.words() for node in root.at("cards").items()),
    )
    found = (*root.problems, *problems_of_questions(script), *problems_of_branches(script))
    return Reading(script, tuple(dict.fromkeys(found)))


def _question(node: Node) -> Question:
    node.fields(QUESTION_FIELDS)
    return Question(
        key=node.at("key").key(),
        kind=node.at("kind").word(Kind) or _likely_kind(node),
        wording=node.at("wording").words(),
        choices=tuple(_choice(choice) for choice in node.at("choices").items()),
        next_by_answer=_branches(node.at("next_by_answer")),
        next=_target(node.at("next")) if node.has("next") else None,
        is_required=node.at("is_required").flag(default=True),
        about=node.at("about").word(Subject) if node.at("about").value else None,
        step=node.at("step").word(Step) if node.at("step").value else None,
    )


def _likely_kind(node: Node) -> Kind:
    """Guess a kind that was not readable, so that it draws no second complaint."""
    return Kind.SINGLE if node.at("choices").value else Kind.STATEMENT


def _choice(node: Node) -> Choice:
    node.fields(CHOICE_FIELDS)
    return Choice(node.at("value").key(), node.at("label").words())


def _branches(node: Node) -> dict[str, str]:
    if node.value is None:
        return {}
    if not isinstance(node.value, Mapping):
        node.refuse("not_an_object", "give an object of answer: key of the next question")
        return {}
    return {str(answer): _target(node.at(str(answer))) for answer in node.value}


def _target(node: Node) -> str:
    """Read where a branch leads: null and an empty text are a declared end."""
    return END if node.value is None or node.value == END else node.key()
