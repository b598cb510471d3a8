"""Whether a text that names everybody tells as much of each of them."""

import re
from collections.abc import Iterator, Sequence
from statistics import median_low

from canvass.scripts.ballot import Race
from canvass.scripts.gate.about_one import is_about_one
from canvass.scripts.gate.exempt import OwnAnswer
from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.legible import legible
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.parts import (
    Parts,
    Told,
    clause_before,
    pieces_of,
    told_after,
    told_before,
    told_last_alone,
    trim,
)
from canvass.scripts.listing import DID_NOT_RESPOND

MOST_TIMES = 2
SLACK = 40
"""A part may be twice as long as the one in the middle or half as long, give or take 40 characters:
"Lawyer" and "Chief deputy to the district attorney" are the same field, a whole life is not."""

_LABEL = re.compile(r"(?:^|[.;,(\n-] *)([^\W\d_][^\n:;.,()]{0,30}):(?=\s|$)")
_ALL_OF_THEM = re.compile(
    r"(?:are|were|have|stand|run|seek|will|can|want|ask|all|each|both|or|and|on|in|at|appear"
    r"|answered|share|listed|are all|estan|son|se|fueron|han|tienen|compiten|aspiran|buscan|figuran"
    r"|aparecen|tod[oa]s|amb[oa]s|cada|en|o|u|y)\b"
)
_TITLE = re.compile(
    r"\b(?:judge|dr|doctora?|prof|professor|mayor|sheriff|senator|congress\w+|council\w+|incumbent"
    r"|honorable|hon|attorney|prosecutor|rev|reverend|pastor|captain|juez|jueza|licenciad[oa]|fiscal"
    r"|alcalde|alcaldesa|titular)$"
)
_OF_AN_OFFICE = re.compile(r"\b(?:for|of|as|to be|para|de|a|como)\b")
_NO_ANSWER = re.compile(
    r"\b(?:(?:refus|declin)\w* (?:to )?(?:answer|respond|reply|comment|our)"
    r"|(?:did not|didnt|would not|wouldnt|never|has not|hasnt)"
    r" (?:answer|respond|repl|return|comment)"
    r"|no (?:answer|response|reply|comment)"
    r"|se nego a|no (?:contesto|quiso|devolvio|respondio|hubo respuesta|dio respuesta))"
)


def unlike_parts(parts: Parts, race: Race, place: str, excerpt: str) -> Iterator[Finding]:
    """Find what is told of some on the ballot and not of others, or at another length."""
    if len(parts.names) < 2:
        return
    ways = [list(_as_after(parts, race, place, excerpt))]
    if trim(clause_before(parts)):
        ways.append(list(_as_before(parts, race, place, excerpt)))
    yield from min(ways, key=lambda found: sum(one.level is Level.BLOCK for one in found))


def unlike_silence(
    parts: Parts, language: str, own: Sequence[OwnAnswer], place: str
) -> Iterator[Finding]:
    """Find who is said to have been silent in other words than all, or though they answered."""
    silence = _silence(language)
    for name, told in zip(parts.names, told_after(parts), strict=True):
        answers = [one for one in own if (one.candidate, one.language) == (name, language)]
        is_told_silent = silence in _folded(told.text)
        if is_told_silent and answers and all(one.text for one in answers):
            message = f"show the answer that {name} gave, word for word"
            yield Finding(Level.BLOCK, "answer_withheld", message, place, excerpt_of(told.text))
        elif not is_told_silent and _NO_ANSWER.search(_folded(told.text)):
            words = DID_NOT_RESPOND.get(language, DID_NOT_RESPOND["en"])
            message = f"write {words!r} where a candidate gave no answer, in these words for all"
            yield Finding(Level.BLOCK, "silence_reworded", message, place, excerpt_of(told.text))


def _as_after(parts: Parts, race: Race, place: str, excerpt: str) -> Iterator[Finding]:
    """Read each part as what follows its name."""
    told = told_after(parts)
    wrong = _fields_differ(told) or _before_one(parts) or _rest_of_one(told)
    if wrong:
        yield _unequal(wrong, place, excerpt)
    yield from _lengths(told, parts.names, race, place)
    rest = told[-1].rest
    if not wrong and told[-1].pieces and pieces_of(rest) and not rest.startswith("\n"):
        message = "set what follows the last one's part apart: it may be read as about them"
        yield Finding(Level.WARN, "listing_runs_on", message, place, excerpt)


def _as_before(parts: Parts, race: Race, place: str, excerpt: str) -> Iterator[Finding]:
    """Read each part as what stands before its name."""
    told = told_before(parts)
    last = told_last_alone(parts)
    wrong = _fields_differ(told) or _rest_of_one([last])
    if _is_of_last_alone(last):
        wrong = "words after the last name alone"
    if wrong:
        yield _unequal(wrong, place, excerpt)
    yield from _lengths(told, parts.names, race, place)


def _unequal(wrong: str, place: str, excerpt: str) -> Finding:
    message = f"give every candidate the same fields: {wrong}"
    return Finding(Level.BLOCK, "fields_unequal", message, place, excerpt)


def _fields_differ(told: Sequence[Told]) -> str:
    """Say how the fields differ; nothing where all have the same."""
    *others, last = told
    if not any(one.pieces for one in others):
        return "words after the last name alone" if _is_of_last_alone(last) else ""
    if not all(one.pieces for one in told):
        return "some have words after their name"
    if len({one.is_beside for one in told}) > 1:
        return "some have words on the line of their name"
    labels = [[_folded(label) for label in _LABEL.findall(one.text)] for one in told]
    if any(one != labels[0] for one in labels):
        return "some have other labels"
    has_lines = max(len(one.text.splitlines()) for one in others) > 1
    if has_lines and any(labels) and len({len(one.pieces) for one in told}) > 1:
        return "some have more lines"
    return ""


def _is_of_last_alone(last: Told) -> bool:
    """Tell whether the words right after the last name are about that one and not about all."""
    if not last.pieces:
        return False
    words = last.text
    folded = _folded(words)
    is_set_off = words[0] in ":(-[," and not _ALL_OF_THEM.match(folded)
    return is_set_off or folded.startswith(("who ", "whose ", "quien ")) or is_about_one(words)


def _before_one(parts: Parts) -> str:
    pieces = pieces_of(parts.before)
    is_of_one = bool(pieces) and is_about_one(pieces[-1])
    beside = _folded(clause_before(parts))
    if is_of_one or (_TITLE.search(beside) and not _OF_AN_OFFICE.search(beside)):
        return "words before the first name alone"
    return ""


def _rest_of_one(told: Sequence[Told]) -> str:
    is_about = any(is_about_one(piece) for piece in pieces_of(told[-1].rest))
    return "words after the last name alone" if is_about else ""


def _lengths(
    told: Sequence[Told], names: Sequence[str], race: Race, place: str
) -> Iterator[Finding]:
    lengths = [len(one.text) for one in told]
    middle = median_low(lengths)
    for name, one, length in zip(names, told, lengths, strict=True):
        most = MOST_TIMES * middle + SLACK
        if race.length_limit is not None and length > race.length_limit:
            message = f"keep to the limit everybody has: {length} of {race.length_limit} characters"
            yield Finding(Level.BLOCK, "too_long", message, place, excerpt_of(one.text))
        elif length > most:
            message = (
                f"tell as much of everybody: {length} characters of {name}, of others {middle}"
            )
            yield Finding(Level.BLOCK, "too_long", message, place, excerpt_of(one.text))
        elif length < middle / MOST_TIMES - SLACK and not _is_silent(one.text):
            message = (
                f"tell as much of everybody: {length} characters of {name}, of others {middle}"
            )
            yield Finding(Level.BLOCK, "too_short", message, place, excerpt_of(one.text))


def _is_silent(text: str) -> bool:
    return any(_silence(language) in _folded(text) for language in DID_NOT_RESPOND)


def _silence(language: str) -> str:
    return _folded(DID_NOT_RESPOND.get(language, DID_NOT_RESPOND["en"]))


def _folded(text: str) -> str:
    plain = re.sub(r"[^\w\s]|_", " ", fold(legible(text)).replace("'", ""))
    return " ".join(plain.split())
