"""Starts a campaign, with the organization and the ground it needs."""

from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from django.utils.text import slugify

from turf.errors import Ambiguous, StoopError
from turf.models import Campaign, Jurisdiction, Organization
from turf.scope import tenant
from turf.services.check_names import LONGEST_SLUG, UnusableSlug, check_names, slug_of
from turf.services.make_organization import Settings, make_organization
from turf.transactions import writing


class UnknownTimeZone(StoopError):
    """A time zone that the time zone database does not have."""

    code = "unknown_time_zone"


class HoursOutOfOrder(StoopError):
    """Knocking would end before it begins."""

    code = "hours_out_of_order"


AS_IT_IS = Settings()


@writing()
def start_campaign(  # noqa: PLR0913 (all by name)
    *,
    slug: str,
    organization: str | None = None,
    settings: Settings = AS_IT_IS,
    jurisdiction: str | None = None,
    name: str | None = None,
    election_day: date | None = None,
    time_zone: str | None = None,
    knock_from: time | None = None,
    knock_until: time | None = None,
    asks_distance: bool | None = None,
) -> tuple[Campaign, bool]:
    """Return the campaign and whether it is new; repeated, it changes only what is given.

    ``organization`` is a name; without one the sole organization is taken, or one is made with the
    campaign's name. ``settings`` are for one that is made. ``jurisdiction`` names the ground;
    without one it is the campaign's own. Knocking hours are by the clock of the campaign. Raises
    UnusableSlug, UnusableName, UnknownTimeZone, HoursOutOfOrder, SettingsStand, and Ambiguous when
    several organizations exist and none is named.
    """
    if slug != slugify(slug) or not 0 < len(slug) <= LONGEST_SLUG:
        other = slugify(slug)[:LONGEST_SLUG].strip("-") or "spring-26"
        raise UnusableSlug(f"{slug!r} cannot be a short name; try {other!r}")
    check_names(organization, jurisdiction, name)
    _known_zone(time_zone)
    given = {
        "name": name,
        "election_day": election_day,
        "time_zone": time_zone,
        "knock_from": knock_from,
        "knock_until": knock_until,
        "asks_distance": asks_distance,
    }
    owner = _organization(organization, name or slug, settings)
    with tenant(owner):
        found = Campaign.objects.for_organization(owner).filter(slug=slug).first()
        campaign = found or Campaign(
            organization=owner,
            jurisdiction=_ground(owner, jurisdiction or slug, name=jurisdiction or name or slug),
            slug=slug,
            name=name or slug,
        )
        _set(campaign, given)
        campaign.save()
    return campaign, found is None


def _set(campaign: Campaign, given: dict[str, Any]) -> None:
    for field, value in given.items():
        if value is not None:
            setattr(campaign, field, value)
    if campaign.knock_from >= campaign.knock_until:
        raise HoursOutOfOrder(
            f"Knocking from {campaign.knock_from:%H:%M} until {campaign.knock_until:%H:%M}"
            " cannot be: give --knock-from and a later --knock-until"
        )


def _ground(owner: Organization, slug: str, *, name: str) -> Jurisdiction:
    ground, _ = Jurisdiction.objects.get_or_create(
        organization=owner, slug=slug_of(slug, "jurisdiction"), defaults={"name": name}
    )
    return ground


def _known_zone(time_zone: str | None) -> None:
    if time_zone is not None and time_zone not in available_timezones():
        raise UnknownTimeZone(
            f"There is no time zone {time_zone!r}; write it like America/New_York"
        )


def _organization(named: str | None, otherwise: str, settings: Settings) -> Organization:
    """The organization ``named``; without a name the sole one, or one called ``otherwise``."""
    if named is None:
        there = list(Organization.objects.order_by("id")[:2])
        if len(there) > 1:
            raise Ambiguous("There are several organizations: say which with --organization NAME")
        otherwise = there[0].slug if there else otherwise
    return make_organization(name=named or otherwise, settings=settings)
