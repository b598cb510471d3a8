"""Sees to it that an organization keeps an admin."""

from canvass.services.members.member_problems import LastAdmin
from turf.models import Membership, Organization, Role
from turf.transactions import writing


@writing()
def keep_an_admin(*, without: Membership) -> None:
    """Return where the organization has an active admin beside ``without``.

    Nobody else changes its members until the caller's transaction ends. Raises LastAdmin.
    """
    organization = without.organization_id
    Organization.objects.select_for_update(no_key=True).get(pk=organization)
    admins = Membership.objects.for_organization(organization).filter(
        role=Role.ADMIN, is_active=True, user__is_active=True
    )
    if not admins.exclude(pk=without.pk).exists():
        raise LastAdmin("This is the last admin: make somebody else an admin first")
