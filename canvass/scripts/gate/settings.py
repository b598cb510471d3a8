"""What a campaign has settled about its texts."""

from dataclasses import dataclass
from enum import StrEnum

from canvass.scripts.gate.exempt import APPROVED_DISCLAIMERS, OwnAnswer


class Profile(StrEnum):
    """Which body of law an organization answers to."""

    C3_STRICT = "c3_strict"
    C4 = "c4"


class Material(StrEnum):
    """What sort of text it is."""

    SCRIPT = "script"
    LITERATURE = "literature"
    CARD = "card"
    BRIEFING = "briefing"
    NOTICE = "notice"
    PETITION = "petition"
    CALL_SCRIPT = "call_script"


@dataclass(frozen=True, slots=True)
class GateSettings:
    """What the gate goes by.

    ``days_to_election`` is how far off it is when the text is judged, negative afterwards;
    ``disclaimers`` and ``own_answers`` are approved word for word.
    """

    profile: Profile = Profile.C3_STRICT
    days_to_election: int | None = None
    disclaimers: tuple[str, ...] = APPROVED_DISCLAIMERS
    own_answers: tuple[OwnAnswer, ...] = ()
