"""Finds the universe somebody named."""

from turf.errors import NotFound
from turf.models import Campaign, Universe


def find_universe(*, campaign: Campaign, name: str | None) -> Universe | None:
    """Return the campaign's universe ``name``; None, which is every door, where none is named.

    Raises NotFound naming the universes there are.
    """
    if name is None:
        return None
    found: Universe | None = Universe.objects.filter(campaign=campaign, name=name).first()
    if found is None:
        there = ", ".join(campaign.universes.order_by("name").values_list("name", flat=True))
        raise NotFound(f"There is no universe {name!r}; there are: {there or 'none'}")
    return found
