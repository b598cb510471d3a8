"""Simulated canvassers: who they are, and the lists and phones they set out with."""

from dataclasses import dataclass
from datetime import datetime

from canvass.models import Assignment, Device, ScriptVersion
from canvass.services.devices.enrol_device import enrol_device
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.offer_assignment import offer_assignment
from turf.errors import StoopError
from turf.models import Campaign, Membership, Role, User, WalkList
from turf.models.walk_list import ListState


class NothingToWalk(StoopError):
    """A campaign has no script, or fewer lists that are ready than phones."""

    code = "nothing_to_walk"


@dataclass(frozen=True, slots=True)
class SetOut:
    """One phone with its list; ``token`` is the phone's, in clear."""

    device: Device
    token: str
    assignment: Assignment


def set_out(*, campaign: Campaign, phones: int, at: datetime, until: datetime) -> list[SetOut]:
    """Lend each of ``phones`` simulated canvassers a list that is ready, from ``at`` to ``until``.

    Raises NothingToWalk.
    """
    script = _script(campaign)
    ready = WalkList.objects.for_organization(campaign.organization_id).filter(
        campaign=campaign, state=ListState.READY
    )
    lists = list(ready.defer("outline", "streets").order_by("number")[:phones])
    if len(lists) < phones:
        raise NothingToWalk(f"{len(lists)} lists are ready for {phones} phones: freeze more lists")
    return [
        _one(campaign, walk_list, script, number, at=at, until=until)
        for number, walk_list in enumerate(lists, start=1)
    ]


def _script(campaign: Campaign) -> ScriptVersion:
    own = ScriptVersion.objects.for_organization(campaign.organization_id)
    readable = own.with_open_gate().filter(script__campaign=campaign).order_by("-published_at")
    script: ScriptVersion | None = readable.filter(fallback_of=None).first() or readable.first()
    if script is None:
        raise NothingToWalk(f"{campaign.slug} has no script with an open gate: have one approved")
    return script


def _one(
    campaign: Campaign,
    walk_list: WalkList,
    script: ScriptVersion,
    number: int,
    *,
    at: datetime,
    until: datetime,
) -> SetOut:
    member = _canvasser(campaign, number)
    device, token = enrol_device(membership=member, name=f"simulated phone {number}")
    offer = offer_assignment(
        walk_list=walk_list,
        holders=[member],
        script_version=script,
        offered_at=at,
        expires_at=until,
    )
    taken_up = accept_assignment(assignment=offer, holder=member, at=at)
    return SetOut(device, token, taken_up)


def _canvasser(campaign: Campaign, number: int) -> Membership:
    user, _ = User.objects.get_or_create(
        username=f"simulated-{number}", defaults={"chosen_name": f"Simulated {number}"}
    )
    member, _ = Membership.objects.get_or_create(
        organization_id=campaign.organization_id, user=user, defaults={"role": Role.CANVASSER}
    )
    return member
