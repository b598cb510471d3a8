"""To whom something is handed over, for what, and whether that may be.

Every export goes through `hand_over`, and nothing is written before it has been.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum

from turf.errors import StoopError
from turf.models import Campaign
from turf.models.organization import Profile

log = logging.getLogger("stoop.exports")


class RecipientKind(StrEnum):
    """What the recipient is to the law of a nonprofit that may not take sides."""

    OWN = "own"
    NONPROFIT = "nonprofit"
    FUNDER = "funder"
    RESEARCHER = "researcher"
    VENDOR = "vendor"
    CANDIDATE = "candidate"
    PARTY = "party"
    PAC = "pac"


TAKES_SIDES = frozenset({RecipientKind.CANDIDATE, RecipientKind.PARTY, RecipientKind.PAC})


class RecipientRefused(StoopError):
    """An export was to go to somebody who takes sides."""

    code = "recipient_refused"


class HandoverUnsaid(StoopError):
    """An export was asked for without saying to whom it goes, or what for."""

    code = "handover_unsaid"


@dataclass(frozen=True, slots=True)
class Handover:
    """``form`` of export goes to ``recipient``, of that ``kind``, for a ``purpose`` in words."""

    form: str
    recipient: str
    kind: RecipientKind
    purpose: str


def hand_over(campaign: Campaign, handover: Handover) -> None:
    """Note that an export of ``campaign`` is handed over.

    Raises HandoverUnsaid, and RecipientRefused where the organization's profile is ``c3_strict``
    and the recipient a candidate, a party or a PAC.
    """
    if not handover.recipient.strip() or not handover.purpose.strip():
        raise HandoverUnsaid("Say to whom the export goes and what for.")
    is_strict = campaign.organization.profile == Profile.C3_STRICT
    if is_strict and handover.kind in TAKES_SIDES:
        raise RecipientRefused(
            f"This organization may not take sides, so it hands nothing to a {handover.kind}. "
            "Ask whoever answers for compliance."
        )
    log.info("%s of campaign %s handed to a %s", handover.form, campaign.pk, handover.kind)
