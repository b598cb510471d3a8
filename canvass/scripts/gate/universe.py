"""Whether a universe is filtered by what people think, in a body that may not know."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from canvass.scripts.gate.findings import Finding, Level, excerpt_of
from canvass.scripts.gate.letters import fold
from canvass.scripts.gate.settings import Profile

_LEANING = re.compile(
    r"party|partisan|partid|affil|afiliacion|democrat|republican|support|apoyo|persuad|persua"
    r"|lean|ideolog|score|model|predict|propensity_to_support|candidate|candidat|favorab|donor|donat"
    r"|endors|prefer|approv|opinion|petition_signer|dnc|gop"
    r"|primary(?!_(?:language|phone|address|residence|email|key))|^(?:voter_)?registration$"
)
_HARMLESS = re.compile(r"turnout_score|turnout_model|party_of_(?:household|four|two)|address_score")
_OF_PLACES = re.compile(r"precinct|division|ward|postcode|zip|street|city|county|language|name")
_PARTY = (
    r"dems?|gop|democrat\w*|republican\w*|libertari\w*|liberal(?:s|es)?|conservatives?"
    r"|conservador(?:a|es|as)?|progressives?|progresistas?|socialists?|socialistas?|maga|leftists?"
    r"|left wing|right wing"
)
_PARTY_VALUE = re.compile(rf"(?:rep|lib|grn)|(?:.*\b)?(?:{_PARTY})\b.*")
_TOLD = re.compile(
    rf"\b(?:{_PARTY}|supporters? of|support scores?|leaning|persuadabl\w+|partisans?|donated to"
    r"|donors? (?:to|of)|favorabl\w+|voted for|(?:will|to) vote for|likely to vote for"
    r"|party (?:members?|affiliation|registration)|simpatizantes?|partidari[oa]s? de|votaron por)\b"
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
        is_of_place = _OF_PLACES.search(field) is not None
        is_party = not is_of_place and bool(_PARTY_VALUE.fullmatch(_plain(criterion.value)))
        if is_answer or is_leaning or is_party:
            message = (
                f"take {criterion.field} out: whom we visit may not depend on party,"
                f" modelled support"
                " or what somebody thinks of a candidate"
            )
            place = f"criteria[{index}]"
            excerpt = excerpt_of(f"{criterion.field} {criterion.value}")
            yield Finding(Level.BLOCK, "universe_by_leaning", message, place, excerpt)


def told_by_leaning(told: Mapping[str, str], *, profile: Profile) -> Iterator[Finding]:
    """Find words about a universe, by where they stand, that tell it was chosen by leaning."""
    if profile is not Profile.C3_STRICT:
        return
    for place, text in told.items():
        found = _TOLD.search(_plain(text))
        if found:
            message = (
                f"say of its {place} how it was chosen without {found[0]}: whom we visit may not"
                " depend on party, support or what somebody thinks of a candidate"
            )
            yield Finding(Level.BLOCK, "universe_by_leaning", message, place, excerpt_of(text))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", " ", fold(text)).split())
