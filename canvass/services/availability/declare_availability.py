"""Keeps what a person declares of when and where they walk."""

from typing import Any

from canvass.availability.area import COVERS_EVERYTHING, covers_everything
from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey, SealedAvailability
from canvass.services.availability.fields import values_of
from canvass.services.availability.forget_availability import forget_availability
from canvass.services.availability.seal_field import Owner, make_wrapped_key, seal_field
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
    alone it is read back. Raises AreaCoversEverything, NotFound for people to
    stay apart from who are no members, and NoElectionDay.
    """
    if campaign.election_day is None:
        raise NoElectionDay(
            "This campaign has no election day, so nothing would end what you declare:"
            " ask a director to set the day first"
        )
    _refuse_strangers(membership, declared)
    _refuse_everything(campaign, declared)
    # Locked so that two declarations at once do not make two keys.
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    forget_availability(membership=membership, campaign=campaign)
    owner = Owner(membership.organization_id, membership.pk, campaign.pk)
    key, wrapped = make_wrapped_key(owner=owner)
    kept = AvailabilityKey.objects.create(
        organization_id=membership.organization_id,
        membership=membership,
        campaign=campaign,
        wrapped=wrapped,
        declared_with=declared_with,
    )
    SealedAvailability.objects.bulk_create(
        SealedAvailability(
            organization_id=membership.organization_id,
            key=kept,
            field=field,
            sealed=seal_field(owner=owner, key=key, field=field, value=value),
        )
        for field, value in values_of(declared).items()
    )


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
