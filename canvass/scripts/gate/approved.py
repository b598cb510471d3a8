"""What of a passage is approved word for word, so that the rules pass it over."""

from canvass.scripts.gate.exempt import Passed, pass_over
from canvass.scripts.gate.listing import is_complete, named_in
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.scanner import Scanner
from canvass.scripts.gate.settings import GateSettings
from canvass.scripts.gate.urging import urging_in
from canvass.scripts.source import is_source


def pass_over_approved(passage: Passage, scanner: Scanner, settings: GateSettings) -> Passed:
    """Take out what is approved.

    That is disclaimers that name nobody and urge nothing and, where everybody is listed,
    candidates' own answers in the passage's language, each under the name of who gave it.
    """
    harmless = [one for one in settings.disclaimers if is_disclaimer(one, scanner)]
    without = pass_over(passage.text, harmless)
    bare = _pass_over_answers(without.text, passage.language, scanner, settings)
    if not bare.fingerprints:
        return without
    named = named_in(scanner.sentences(bare.text))
    if not any(is_complete(named, race) for race in scanner.ballot.races):
        return without
    return Passed(bare.text, (*without.fingerprints, *bare.fingerprints))


def is_disclaimer(text: str, scanner: Scanner) -> bool:
    """Tell whether a sentence names nobody and urges for nobody, whoever was named before it."""
    return not any(
        sentence.names_somebody or urging_in(sentence, scanner, was_named=True)
        for sentence in (scanner.around or scanner).sentences(text)
    )


def _pass_over_answers(
    text: str, language: str, scanner: Scanner, settings: GateSettings
) -> Passed:
    given_by: dict[str, set[str]] = {}
    for one in settings.own_answers:
        if one.text and one.language == language and is_source(one.source):
            given_by.setdefault(one.text, set()).add(one.candidate)

    def is_of_who_is_named(answer: str, before: str) -> bool:
        names = named_in(scanner.sentences(before)).names
        return bool(names) and names[-1] in given_by[answer]

    return pass_over(text, given_by, leave="answered", where=is_of_who_is_named)
