"""Closes what waited under ids of which another version was applied."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from canvass.models import QuarantinedItem
from canvass.models.intake import HoldState
from canvass.services.knocks.keep_items import WAITING
from canvass.services.knocks.store_knocks import Admitted


def close_mended(*, stored: Sequence[Admitted], closed_at: datetime) -> None:
    """Close what the devices of ``stored`` knocks sent before under their ids; all is kept."""
    ids: dict[UUID, list[UUID]] = defaultdict(list)
    for one in stored:
        ids[one.intake.device_id].append(one.knock.id)
    for device, uids in ids.items():
        QuarantinedItem.objects.for_organization(stored[0].intake.organization_id).filter(
            device=device, uid__in=uids, state__in=WAITING
        ).update(state=HoldState.APPLIED, resolved_at=closed_at)
