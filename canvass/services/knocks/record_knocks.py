"""Records knocks on behalf of who sent them.

For whoever has documents to apply: a simulation, a test, a person who mends what waits.
"""

from collections.abc import Sequence

from canvass.models import Intake
from canvass.services.knocks.record_items import record_items
from canvass.sync.item import read_items
from canvass.sync.outcome import ItemOutcome


def record_knocks(*, intake: Intake, knocks: Sequence[object]) -> list[ItemOutcome]:
    """Apply the documents ``knocks`` as `record_items` does; any JSON value may stand among them.

    Device, membership and times are those of ``intake``, whose counts stay as they are.
    """
    items = read_items(knocks, schema=intake.client_schema)
    return record_items(intake=intake, items=items)
