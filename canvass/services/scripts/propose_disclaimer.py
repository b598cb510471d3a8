"""Writes down a sentence that is to be said word for word in any text of an organization."""

from datetime import datetime

from canvass.scripts.gate.approved import is_disclaimer
from canvass.services.scripts.read_ballot import read_ballot_of_all
from canvass.services.scripts.script_problems import NotADisclaimer
from turf.models import Disclaimer, Membership
from turf.transactions import writing


@writing()
def propose_disclaimer(*, text: str, proposed_by: Membership, proposed_at: datetime) -> Disclaimer:
    """Return the disclaimer; the gate passes over it once somebody else approved it.

    Proposed again, it is the one that is there. Raises NotADisclaimer where it names somebody or
    urges: that would open the gate to anything about them.
    """
    ground = read_ballot_of_all(organization=proposed_by.organization_id, at=proposed_at)
    if not is_disclaimer(text, ground.scanner):
        raise NotADisclaimer(
            "A disclaimer names nobody and urges nothing: say it without candidate, party or advice"
        )
    disclaimer, _ = Disclaimer.objects.get_or_create(
        organization_id=proposed_by.organization_id,
        text=" ".join(text.split()),
        defaults={"proposed_by": proposed_by, "proposed_at": proposed_at},
    )
    return disclaimer
