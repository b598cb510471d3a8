"""What is left at doors, as phones hold it: one exact text, and only while its gate is open."""

from collections.abc import Collection
from typing import Any

from canvass.models import Material
from turf.models import Membership
from turf.models.walk_list import ListKind

MAILBOX = {
    "en": "Put nothing in, on or hung from a mailbox: federal law forbids it (18 USC 1725).",
    "es": "No ponga nada dentro, encima ni colgado de un buzón: la ley federal lo prohíbe"
    " (18 USC 1725).",
}
"""Goes with every drop, as it stands."""


def literature_of(
    *, membership: Membership, materials: Collection[int | None]
) -> dict[int | None, dict[str, Any]]:
    """Return those of the ``materials`` (ids) that may be left at doors, by id."""
    own = Material.objects.for_organization(membership.organization_id).with_open_gate()
    found = own.filter(pk__in=[one for one in materials if one is not None])
    return {one["id"]: one for one in found.values("id", "title", "texts")}


def mailbox_rule_of(kind: str) -> dict[str, str] | None:
    """Return the rule of mailboxes, by language, where something is left at doors."""
    return MAILBOX if kind == ListKind.LIT_DROP else None
