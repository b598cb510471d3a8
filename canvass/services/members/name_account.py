"""Makes the name by which somebody signs in."""

from turf.models import Organization

LONGEST_USERNAME = 90
LONGEST_SLUG = 50


def name_account(*, organization: Organization, username: str) -> str:
    """Return ``username`` with the organization's short name behind an ``@``.

    Names of users are shared by all organizations. So each has its own, whether or not another
    uses the same word: what can be had tells nobody who works elsewhere. A long short name is cut,
    and its id stands for the rest.
    """
    slug = organization.slug
    if len(slug) > LONGEST_SLUG:
        slug = f"{slug[: LONGEST_SLUG - 20]}-{organization.pk}"
    return f"{username}@{slug}"
