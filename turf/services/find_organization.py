"""Finds an organization by what a person types."""

from django.utils.text import slugify

from turf.errors import NotFound
from turf.models import Organization


def find_organization(*, named: str) -> Organization:
    """Return the organization with the name or the short name ``named``. Raises NotFound."""
    found: Organization | None = Organization.objects.filter(slug=slugify(named)).first()
    if found is None:
        raise NotFound(
            f"There is no organization {named!r}. It is made with its first campaign:"
            " manage.py start_campaign SLUG --organization NAME"
        )
    return found
