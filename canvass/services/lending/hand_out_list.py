"""Hands out a walk list by the number that a lead says aloud."""

from collections.abc import Sequence
from datetime import datetime

from canvass.models import Assignment, Material, MaterialKind, ScriptVersion
from canvass.services.lending.check_expiry import check_expiry
from canvass.services.lending.offer_assignment import offer_assignment
from canvass.services.lending.usual_expiry import usual_expiry
from canvass.services.scripts.script_problems import GateClosed
from turf.errors import NotFound
from turf.models import HOLDS, Campaign, Membership, WalkList
from turf.transactions import writing


@writing()
def hand_out_list(  # noqa: PLR0913 (all by name)
    *,
    campaign: Campaign,
    number: int,
    members: Sequence[int],
    names: Sequence[str] = (),
    handed_out_by: Membership,
    script_version: int | None = None,
    literature: int | None = None,
    offered_at: datetime,
    expires_at: datetime | None = None,
    is_on_paper: bool | None = None,
) -> Assignment:
    """Offer list ``number`` of ``campaign`` to one or two people; repeated, it is the same offer.

    They are named by membership (ids) or by the name they sign in with, and nobody of another
    lead's team is there for a lead, see `led_by`. Without ``script_version``
    (an id) the campaign's latest approved one goes with it; ``literature`` (an id) goes only where
    it is named. Without ``expires_at`` see `usual_expiry`; whether it goes out on paper is said
    now or afterwards. Raises NotFound naming what is not
    there, LoanTooLong, GateClosed where no script may be read, and what `offer_assignment` raises.
    """
    found: WalkList | None = WalkList.objects.for_campaign(campaign).filter(number=number).first()
    if found is None:
        raise NotFound(f"There is no list {number} in {campaign.slug}")
    holders = _holders(handed_out_by, offered_at, members, names)
    until = expires_at or usual_expiry(campaign=campaign, holders=holders, offered_at=offered_at)
    check_expiry(campaign=campaign, offered_at=offered_at, expires_at=until)
    loan = offer_assignment(
        walk_list=found,
        holders=holders,
        script_version=_script(campaign, script_version),
        literature=_literature(campaign, literature),
        offered_at=offered_at,
        expires_at=until,
    )
    if is_on_paper is not None and loan.is_on_paper != is_on_paper:
        loan.is_on_paper = is_on_paper
        loan.save(update_fields=["is_on_paper"])
    return loan


def _holders(
    by: Membership, at: datetime, members: Sequence[int], names: Sequence[str]
) -> list[Membership]:
    own = Membership.objects.led_by(by, at).filter(is_active=True, role__in=HOLDS)
    by_id = own.in_bulk(list(members))
    by_name = {one.user.username: one for one in own.filter(user__username__in=names)}
    missing = [str(one) for one in members if one not in by_id]
    missing += [one for one in names if one not in by_name]
    if missing:
        raise NotFound(f"Nobody here walks as {', '.join(missing)}")
    return [by_id[one] for one in members] + [by_name[one] for one in names]


def _script(campaign: Campaign, version: int | None) -> ScriptVersion | None:
    own = ScriptVersion.objects.filter(script__campaign=campaign)
    if version is not None:
        named: ScriptVersion | None = own.filter(pk=version).first()
        if named is None:
            raise NotFound(f"There is no script version {version} in {campaign.slug}")
        return named
    there = own.with_open_gate().order_by("published_at", "pk")
    # What all phones have anyway goes out by itself only where there is nothing else.
    latest: ScriptVersion | None = there.filter(fallback_of=None).last() or there.last()
    if latest is None and own.exists():
        raise GateClosed(
            f"No script of {campaign.slug} has an open gate: let somebody of compliance who is not"
            " its author approve one"
        )
    return latest


def _literature(campaign: Campaign, material: int | None) -> Material | None:
    if material is None:
        return None
    own = Material.objects.filter(campaign=campaign, kind=MaterialKind.LITERATURE)
    named: Material | None = own.filter(pk=material).first()
    if named is None:
        raise NotFound(f"There is no piece of literature {material} in {campaign.slug}")
    return named
