"""Leaves out of knocks what their campaign does not ask."""

from collections.abc import Sequence

from canvass.sync.admission import Lent
from canvass.sync.item import Item, without_distance


def as_asked(*, items: Sequence[Item], lent: Lent) -> list[Item]:
    """Return ``items``, of which only those say how far off they were made that were asked to."""
    return [item if _asks_distance(item, lent) else without_distance(item) for item in items]


def _asks_distance(item: Item, lent: Lent) -> bool:
    walk_list = lent.lists.get(item.knock.walk_list) if item.knock else None
    return walk_list is not None and walk_list.asks_distance
