"""Keeps what a person declares of when and where they walk."""

from typing import Any

from canvass.availability.area import COVERS_EVERYTHING, covers_everything
from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey
from canvass.services.availability.seal_anew import seal_anew
from canvass.services.availability.seal_for_everybody import seal_for_everybody
from turf.errors import NotFound, StoopError
from turf.geo import to_shapely
from turf.models import Campaign, Membership, Precinct
from turf.transactions import writing


class AreaCoversEverything(StoopError):
    """Somebody stays out of all the ground there is."""

    code = "area_covers_everything"


class NoElectionDay(StoopError):
    """Nothing says when what is declared would have to be forgotten."""

    code = "no_election_day"


@writing()
def declare_availability(
    *, membership: Membership, campaign: Campaign, declared: Declaration, declared_with: str
) -> None:
    """Keep ``declared`` in place of whatever ``membership`` declared before, under a new key.

    Every field is written, declared or not. ``declared_with`` is a hash of the way in, by which
    alone it is read back. Whoever declares first has an empty declaration sealed for everybody
    else. Raises AreaCoversEverything, NotFound for who is no member any more and for people to stay
    apart from who are none, and NoElectionDay.
    """
    if campaign.election_day is None:
        raise NoElectionDay(
            "This campaign has no election day, so nothing would end what you declare:"
            " ask a director to set the day first"
        )
    _refuse_strangers(membership, declared)
    _refuse_everything(campaign, declared)
    seal_for_everybody(campaign=campaign)
    own = AvailabilityKey.objects.for_organization(membership.organization_id)
    locked = own.select_for_update(of=("self",))
    kept: AvailabilityKey | None = locked.filter(membership=membership, campaign=campaign).first()
    if kept is None:
        raise NotFound("You are no member of this organization any more")
    seal_anew(kept=[kept], declared=declared, declared_with=declared_with)


def _refuse_strangers(membership: Membership, declared: Declaration) -> None:
    members = Membership.objects.for_organization(membership.organization_id)
    others = members.exclude(pk=membership.pk).filter(pk__in=declared.not_with)
    if others.count() < len(declared.not_with):
        raise NotFound("not_with: name other members of your organization")


def _refuse_everything(campaign: Campaign, declared: Declaration) -> None:
    if declared.area is None:
        return
    precincts: Any = Precinct.objects.for_organization(campaign.organization_id)
    grounds = precincts.filter(jurisdiction=campaign.jurisdiction_id, retired_at=None)
    boundaries = to_shapely(grounds.values_list("boundary", flat=True))
    if covers_everything(declared.area, boundaries):
        raise AreaCoversEverything(COVERS_EVERYTHING)
