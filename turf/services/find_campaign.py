"""Finds a campaign by what a person types."""

from turf.errors import Ambiguous, NotFound
from turf.models import Campaign


def find_campaign(*, slug: str, organization: str | None = None) -> Campaign:
    """Return the campaign ``slug``, of the organization with the slug ``organization`` if given.

    Raises NotFound naming the campaigns there are, Ambiguous when several organizations have one.
    """
    known = Campaign.objects.select_related("organization", "jurisdiction").order_by("slug")
    if organization is not None:
        known = known.filter(organization__slug=organization)
    found = list(known.filter(slug=slug)[:2])
    if not found:
        there = ", ".join(known.values_list("slug", flat=True)[:10])
        raise NotFound(
            f"There is no campaign {slug!r}"
            + (f"; there are: {there}." if there else " yet.")
            + f" Start it with: manage.py start_campaign {slug}"
        )
    if len(found) > 1:
        raise Ambiguous(
            f"Several organizations have a campaign {slug!r}: add --organization with one of "
            + ", ".join(known.filter(slug=slug).values_list("organization__slug", flat=True))
        )
    campaign: Campaign = found[0]
    return campaign
