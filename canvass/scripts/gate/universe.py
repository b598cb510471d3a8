"""Whether a universe is filtered by what people think, in a body that may not know."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.settings import Profile

_LEANING = re.compile(
    r"party|partisan|partid|affiliation|afiliacion|democrat|republican|support|apoyo|persuad|persua"
    r"|lean|ideolog|score|model|predict|propensity_to_support|candidate|candidat|favorab|donor|donat"
    r"|endors|primary_(?:ballot|choice|vote|pulled)|prefer|approv|opinion|petition_signer|dnc|gop"
)
_HARMLESS = re.compile(r"turnout_score|turnout_model|party_of_(?:household|four|two)|address_score")
_PARTY_VALUE = re.compile(
    r"dem|dems|rep|gop|lib|grn|democrat\w*|republican\w*|libertari\w*|demócrat\w*"
)
_RESPONSE = re.compile(r"(?:response|answer|question)s?[.:/]")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: a ``field`` of the people file, or ``response.KEY`` for an answer."""

    field: str
    value: str = ""


def filtered_by_leaning(
    criteria: Collection[Criterion], *, profile: Profile, leaning_questions: Collection[str]
) -> Iterator[Finding]:
    """Find criteria on party, modelled support or an answer that tells a leaning.

    ``leaning_questions`` are keys of questions on a candidate, party or agreement.
    """
    if profile is not Profile.C3_STRICT:
        return
    for index, criterion in enumerate(criteria):
        field = re.sub(r"[\s-]+", "_", fold(criterion.field))
        key = _RESPONSE.sub("", field, count=1)
        is_answer = key in {fold(one) for one in leaning_questions}
        is_leaning = bool(_LEANING.search(field)) and not _HARMLESS.search(field)
        is_party = _PARTY_VALUE.fullmatch(fold(criterion.value).strip()) is not None
        if is_answer or is_leaning or is_party:
            message = (
                f"take {criterion.field} out: whom we visit may not depend on party,"
                f" modelled support"
                " or what somebody thinks of a candidate"
            )
            place = f"criteria[{index}]"
            excerpt = excerpt_of(f"{criterion.field} {criterion.value}")
            yield Finding(Level.BLOCK, "universe_by_leaning", message, place, excerpt)
