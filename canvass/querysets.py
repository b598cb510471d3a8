"""Questions about loans that are asked in more than one place."""

from datetime import datetime
from typing import Any, Self

from turf.tenancy import TenantQuerySet


class AssignmentQuerySet(TenantQuerySet):
    """Loans, seen by who holds them."""

    def held_by(self, membership: Any) -> Self:
        """Loans to ``membership``, alone or in a pair."""
        return self.for_organization(membership.organization_id).filter(holders=membership)

    def live(self, at: datetime) -> Self:
        """Loans neither given back nor expired at ``at``."""
        return self.filter(
            state__in=("offered", "accepted", "downloaded"), expires_at__gt=at
        )
