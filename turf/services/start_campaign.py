"""Starts a campaign, with the organization and the ground it needs."""

from datetime import date
from zoneinfo import available_timezones

from django.utils.text import slugify

from turf.errors import Ambiguous, StoopError
from turf.models import Campaign, Jurisdiction, Organization
from turf.scope import tenant
from turf.transactions import writing


class UnknownTimeZone(StoopError):
    """A time zone that the time zone database does not have."""

    code = "unknown_time_zone"


class UnusableSlug(StoopError):
    """A short name that cannot stand in an address."""

    code = "unusable_slug"


class UnusableName(StoopError):
    """A name that is too long, or holds what nobody can read."""

    code = "unusable_name"


LONGEST_SLUG = 50
LONGEST_NAME = 200


@writing()
def start_campaign(  # noqa: PLR0913 (all by name)
    *,
    slug: str,
    organization: str | None = None,
    jurisdiction: str | None = None,
    name: str | None = None,
    election_day: date | None = None,
    time_zone: str | None = None,
    asks_distance: bool | None = None,
) -> tuple[Campaign, bool]:
    """Return the campaign and whether it is new; repeated, it changes only what is given.

    ``organization`` is a name; without one the sole organization is taken, or one is made with the
    campaign's name. ``jurisdiction`` names the ground; without one it is the campaign's own.
    Raises UnusableSlug, UnusableName, UnknownTimeZone, and Ambiguous when several organizations
    exist and none is named.
    """
    if slug != slugify(slug) or not 0 < len(slug) <= LONGEST_SLUG:
        other = slugify(slug)[:LONGEST_SLUG].strip("-") or "spring-26"
        raise UnusableSlug(f"{slug!r} cannot be a short name; try {other!r}")
    _check_names(organization, jurisdiction, name)
    _known_zone(time_zone)
    owner = _organization(organization or name or slug, is_named=organization is not None)
    given = {
        "name": name,
        "election_day": election_day,
        "time_zone": time_zone,
        "asks_distance": asks_distance,
    }
    changes = {field: value for field, value in given.items() if value is not None}
    with tenant(owner):
        found = Campaign.objects.for_organization(owner).filter(slug=slug).first()
        campaign = found or Campaign(
            organization=owner,
            jurisdiction=_ground(owner, jurisdiction or slug, name=jurisdiction or name or slug),
            slug=slug,
            name=name or slug,
        )
        for field, value in changes.items():
            setattr(campaign, field, value)
        campaign.save()
    return campaign, found is None


def _ground(owner: Organization, slug: str, *, name: str) -> Jurisdiction:
    ground, _ = Jurisdiction.objects.get_or_create(
        organization=owner, slug=_slug_of(slug, "jurisdiction"), defaults={"name": name}
    )
    return ground


def _check_names(*names: str | None) -> None:
    for name in names:
        if name is not None and (len(name) > LONGEST_NAME or not name.isprintable()):
            raise UnusableName(
                f"A name has at most {LONGEST_NAME} letters and no control characters: {name!r}"
            )


def _known_zone(time_zone: str | None) -> None:
    if time_zone is not None and time_zone not in available_timezones():
        raise UnknownTimeZone(
            f"There is no time zone {time_zone!r}; write it like America/New_York"
        )


def _organization(name: str, *, is_named: bool) -> Organization:
    if not is_named:
        there = list(Organization.objects.order_by("id")[:2])
        if len(there) == 1:
            return there[0]
        if there:
            raise Ambiguous("There are several organizations: say which with --organization NAME")
    organization, _ = Organization.objects.get_or_create(
        slug=_slug_of(name, "organization"), defaults={"name": name}
    )
    return organization


def _slug_of(name: str, kind: str) -> str:
    slug = slugify(name)
    if not slug:
        raise UnusableSlug(f"The {kind}'s name {name!r} has no letter or digit to go by")
    return slug
