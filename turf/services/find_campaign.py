"""Finds a campaign by what a person types."""

from turf.errors import Ambiguous, NotFound
from turf.models import Campaign, Organization
from turf.scope import tenant


def find_campaign(*, slug: str, organization: str | None = None) -> Campaign:
    """Return the campaign ``slug``, of the organization with the slug ``organization`` if given.

    Raises NotFound naming the campaigns there are, Ambiguous when several organizations have one.
    """
    owners = Organization.objects.order_by("slug")
    if organization is not None:
        owners = owners.filter(slug=organization)
    known = [campaign for owner in owners for campaign in _campaigns_of(owner)]
    found = [campaign for campaign in known if campaign.slug == slug]
    if not found:
        there = ", ".join(sorted(campaign.slug for campaign in known)[:10])
        raise NotFound(
            f"There is no campaign {slug!r}"
            + (f"; there are: {there}." if there else " yet.")
            + f" Start it with: manage.py start_campaign {slug}"
        )
    if len(found) > 1:
        raise Ambiguous(
            f"Several organizations have a campaign {slug!r}: add --organization with one of "
            + ", ".join(campaign.organization.slug for campaign in found)
        )
    return found[0]


def _campaigns_of(organization: Organization) -> list[Campaign]:
    with tenant(organization):
        own = Campaign.objects.for_organization(organization)
        return list(own.select_related("organization", "jurisdiction"))
