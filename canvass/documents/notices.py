"""Notices as phones hold them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from canvass.models import Notice
from turf.models import Membership


def documents_of(
    *, membership: Membership, rows: Collection[str], at: datetime
) -> dict[str, dict[str, Any]]:
    """Return the notices ``rows`` (ids) to ``membership``, by id; none of them runs out."""
    own = Notice.objects.for_organization(membership.organization_id).filter(
        membership=membership, pk__in=[int(row) for row in rows]
    )
    return {
        str(row): {
            "kind": kind,
            "walk_list": walk_list,
            "door": door,
            "person": person,
            "text": text,
            "made_at": made_at,
        }
        for row, kind, walk_list, door, person, text, made_at in own.values_list(
            "pk", "kind", "walk_list", "door", "person", "text", "made_at"
        )
    }
