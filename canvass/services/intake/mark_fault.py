"""Notes on a stored body why nothing in it can be read."""

from canvass.models import Intake
from turf.transactions import writing


@writing()
def mark_fault(*, intake: Intake, fault: str) -> Intake:
    """Return ``intake`` with the code ``fault``."""
    intake.fault = fault
    intake.save(update_fields=["fault"])
    return intake
