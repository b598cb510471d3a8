"""Questions that are asked of ground in more than one place."""

from typing import Any, Self

from django.db.models import Q

from turf.tenancy import TenantQuerySet


class CampaignQuerySet(TenantQuerySet):
    """Rows that belong to one campaign."""

    def for_campaign(self, campaign: Any) -> Self:
        """Only the rows of ``campaign``."""
        return self.filter(campaign=campaign)


class DoorQuerySet(TenantQuerySet):
    """Doors, found by the ground they stand on."""

    def in_precincts(self, precincts: Any) -> Self:
        """Only doors whose building lies in one of ``precincts``."""
        return self.filter(building__precinct__in=precincts)

    def of_jurisdiction(self, jurisdiction: Any) -> Self:
        """Only doors of ``jurisdiction``."""
        return self.filter(building__jurisdiction=jurisdiction)

    def in_universe(self, universe: Any) -> Self:
        """Only doors that ``universe`` names, or behind which a member of it lives."""
        return self.filter(members__universe=universe).distinct()

    def knockable(self) -> Self:
        """Leave out the doors whose household asked not to be visited."""
        return self.filter(Q(household__isnull=True) | Q(household__do_not_knock_at__isnull=True))
