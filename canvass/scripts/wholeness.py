"""Whether each text is there in each language and each question has the choices it needs."""

from collections import Counter
from collections.abc import Iterator

from canvass.scripts.problem import Problem
from canvass.scripts.structure import CHOOSES, Kind, Question, Script, Words

PERMISSION = {"yes", "no"}


def problems_of_questions(script: Script) -> tuple[Problem, ...]:
    """Find missing translations, repeated keys and choices that are missing, odd or repeated."""
    return (
        *_languages(script),
        *_translations(script),
        *_repeated_keys(script),
        *(
            problem
            for index, question in enumerate(script.questions)
            for problem in _choices(question, f"questions[{index}]")
        ),
    )


def texts_of(script: Script) -> Iterator[tuple[str, Words]]:
    """Give every text of the script with its place, in reading order."""
    for index, question in enumerate(script.questions):
        yield f"questions[{index}].wording", question.wording
        for number, choice in enumerate(question.choices):
            yield f"questions[{index}].choices[{number}].label", choice.label
    for index, card in enumerate(script.cards):
        yield f"cards[{index}]", card


def _languages(script: Script) -> Iterator[Problem]:
    if not script.languages:
        yield Problem("languages", "languages_missing", "name at least one language")
    for language, times in Counter(script.languages).items():
        if times > 1:
            yield Problem("languages", "language_repeated", f"name {language} once")


def _translations(script: Script) -> Iterator[Problem]:
    for place, words in texts_of(script):
        for language in script.languages:
            if not words.get(language, "").strip():
                message = f"write this text in {language}, or take {language} out of languages"
                yield Problem(f"{place}.{language}", "translation_missing", message)
        for language in sorted(words.keys() - set(script.languages)):
            message = f"add {language} to languages, or take this text out"
            yield Problem(f"{place}.{language}", "language_undeclared", message)


def _repeated_keys(script: Script) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, question in enumerate(script.questions):
        first = seen.setdefault(question.key, index)
        if question.key and first != index:
            message = f"choose another key: questions[{first}] has {question.key!r}"
            yield Problem(f"questions[{index}].key", "key_repeated", message)


def _choices(question: Question, place: str) -> Iterator[Problem]:
    values = [choice.value for choice in question.choices]
    if question.kind not in CHOOSES:
        if values:
            message = f"take the choices out: a {question.kind} has none"
            yield Problem(f"{place}.choices", "choices_unexpected", message)
        return
    if not values:
        yield Problem(f"{place}.choices", "choices_missing", "give the answers one can choose")
    for value, times in Counter(values).items():
        if times > 1:
            message = f"give each choice its own value: {value!r} stands {times} times"
            yield Problem(f"{place}.choices", "choice_repeated", message)
    if values and question.kind is Kind.CONTACT_PERMISSION and not set(values) >= PERMISSION:
        message = "offer yes and no: a permission is asked, never assumed"
        yield Problem(f"{place}.choices", "permission_unclear", message)
