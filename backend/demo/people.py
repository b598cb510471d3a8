"""The people of the demo: a director who can sign in, and canvassers with phones."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from canvass.models import Assignment, ScriptVersion
from canvass.services.devices.enrol_device import enrol_device
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.offer_assignment import offer_assignment
from turf.models import Campaign, Membership, Role, User, WalkList
from turf.models.walk_list import ListState


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to get into the demo's pages; the password is made anew at each run."""

    username: str
    password: str
    role: Role


def hire(campaign: Campaign, username: str, chosen_name: str, role: Role) -> Membership:
    """Return the membership of ``username`` in the campaign's organization."""
    user, _ = User.objects.get_or_create(username=username, defaults={"chosen_name": chosen_name})
    membership, _ = Membership.objects.get_or_create(
        organization_id=campaign.organization_id, user=user, defaults={"role": role}
    )
    return membership


def let_sign_in(membership: Membership) -> SignIn:
    """Give the member a new password, and the demo's director the admin pages."""
    password = token_urlsafe(12)
    user = membership.user
    user.set_password(password)
    user.is_staff = user.is_superuser = membership.role == Role.ADMIN
    user.save()
    return SignIn(user.username, password, Role(membership.role))


def send_out(
    canvassers: list[Membership],
    walk_lists: list[WalkList],
    script: ScriptVersion,
    *,
    at: datetime,
    until: datetime,
) -> list[tuple[Assignment, str]]:
    """Lend each canvasser a list nobody has, from all over the city.

    Returns each loan and its phone's token.
    """
    ready = [walk_list for walk_list in walk_lists if walk_list.state == ListState.READY]
    spread = ready[:: max(1, len(ready) // len(canvassers))]
    lent = []
    for membership, walk_list in zip(canvassers, spread, strict=False):
        loan = offer_assignment(
            walk_list=walk_list,
            holders=[membership],
            script_version=script,
            offered_at=at,
            expires_at=until,
        )
        _, token = enrol_device(membership=membership, name=f"demo phone {walk_list.number}")
        lent.append((accept_assignment(assignment=loan, holder=membership, at=at), token))
    return lent
