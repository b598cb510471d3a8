"""Questions that are asked of ground in more than one place."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Self

from django.db.models import Q

from turf.tenancy import TenantQuerySet

STANDING_LOANS = ("accepted", "downloaded", "offered")
"""The states in which a list is lent: at most one such loan stands for each list."""

LOOKS_AFTER = {
    "admin": frozenset(("admin", "director", "lead", "canvasser", "analyst", "compliance")),
    "director": frozenset(("lead", "canvasser")),
    "lead": frozenset(("canvasser",)),
}
"""Whose places, codes and phones a role looks after, beside its own."""

TEAM_LASTS = timedelta(hours=8)
"""From so long before its shift starts until so long after its end a team is its leads'.

Shorter than a night: who walked with one lead yesterday is looked after by whoever is there today.
"""


class MembershipQuerySet(TenantQuerySet):
    """Members, seen by who leads them and by who looks after them."""

    def led_by(self, membership: Any, at: datetime) -> Self:
        """Everybody of one's organization; for a lead none of another lead's team at ``at``.

        A team is the people of one shift in which a lead has a place, from `TEAM_LASTS` before it
        starts until so long after it ended, or was to end. Who shares a team with the lead is
        theirs, and so is whoever is in none, and they themselves. A lead's teams are read at once.
        """
        own = self.for_organization(membership.organization_id)
        if membership.role != "lead":
            return own
        teams = self._teams(membership.organization_id, at)
        theirs = {membership.pk}.union(*(team for team in teams if membership.pk in team))
        return own.exclude(pk__in=set().union(*teams) - theirs)

    def _teams(self, organization: int, at: datetime) -> list[set[int]]:
        """The people of each shift that has a lead; ``places`` is what shifts declare.

        Put together here: what a database makes of it that has not counted its rows takes minutes.
        """
        since = at - TEAM_LASTS
        placed = self.model.objects.for_organization(organization).filter(
            Q(places__shift__ended_at__gt=since)
            | Q(places__shift__ended_at__isnull=True, places__shift__ends_at__gt=since),
            places__shift__state__in=("planned", "running", "ended"),
            places__shift__starts_at__lt=at + TEAM_LASTS,
        )
        people: dict[Any, set[int]] = defaultdict(set)
        led = set()
        columns = ("places__shift", "pk", "role", "is_active", "user__is_active")
        for shift, pk, role, *is_there in placed.values_list(*columns):
            people[shift].add(pk)
            if role == "lead" and all(is_there):
                led.add(shift)
        return [people[shift] for shift in led]

    def looked_after_by(self, membership: Any, at: datetime) -> Self:
        """Oneself, and those one leads at ``at`` whose role one's own looks after."""
        roles = LOOKS_AFTER.get(membership.role, frozenset())
        return self.led_by(membership, at).filter(Q(role__in=roles) | Q(pk=membership.pk))


class CampaignQuerySet(TenantQuerySet):
    """Rows that belong to one campaign."""

    def for_campaign(self, campaign: Any) -> Self:
        """Only the rows of ``campaign``."""
        return self.filter(campaign=campaign)


class LiveQuerySet(TenantQuerySet):
    """Ground of which is kept what was replaced: turfs by an edit, precincts by a new division."""

    def live(self) -> Self:
        """Only what stands now."""
        return self.filter(retired_at__isnull=True)


class WalkListQuerySet(CampaignQuerySet):
    """Walk lists, seen by who may still knock from them."""

    def lent(self) -> Self:
        """Lists that are out, or on offer; ``assignments`` is the relation that loans declare."""
        is_lent = Q(assignments__state__in=STANDING_LOANS)
        return self.filter(Q(state="out") | is_lent).distinct()


class ListedDoorQuerySet(TenantQuerySet):
    """Doors as they stand on lists."""

    def taken(self, cut: Any, round_number: int) -> Self:
        """Those of a cut's round that stand on an open list or were worked already.

        Nobody else is to be sent there in this round. A practice list takes no door.
        """
        is_open = Q(walk_list__state__in=("ready", "out", "finished"))
        return (
            self.filter(
                is_open | Q(worked_at__isnull=False),
                walk_list__round__turf__cut=cut,
                walk_list__round__number=round_number,
            )
            .exclude(walk_list__state="rolled_back")
            .exclude(walk_list__kind="practice")
        )


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
        """Leave out doors whose household asked not to be visited, and closed buildings."""
        return self.filter(
            Q(household__isnull=True) | Q(household__do_not_knock_at__isnull=True),
            building__closed_at__isnull=True,
        )
