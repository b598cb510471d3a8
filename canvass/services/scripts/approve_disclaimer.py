"""Approves a sentence word for word for all texts of an organization."""

from datetime import datetime

from canvass.services.scripts.decide_gate import GATES
from canvass.services.scripts.read_ballot import read_ballot_of_all
from canvass.services.scripts.script_problems import NotADisclaimer, NotAGatekeeper
from turf.models import Disclaimer, Membership
from turf.transactions import writing


@writing()
def approve_disclaimer(*, text: str, approved_by: Membership, approved_at: datetime) -> Disclaimer:
    """Return the disclaimer; the gate passes over it from the next check on.

    Raises NotAGatekeeper, and NotADisclaimer where it names somebody: that would open the gate to
    anything about them.
    """
    if approved_by.role not in GATES:
        raise NotAGatekeeper("Only compliance or an admin of the organization decides about texts")
    ground = read_ballot_of_all(organization=approved_by.organization_id, at=approved_at)
    if any(one.names_somebody for one in ground.scanner.sentences(text)):
        raise NotADisclaimer("A disclaimer names nobody: say it without candidate or party")
    disclaimer, _ = Disclaimer.objects.get_or_create(
        organization_id=approved_by.organization_id,
        text=" ".join(text.split()),
        defaults={"approved_by": approved_by, "approved_at": approved_at},
    )
    return disclaimer
