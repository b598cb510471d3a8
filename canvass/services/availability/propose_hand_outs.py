"""Offers lists to the people of a shift, all at once, as they may suit them."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from canvass.availability.fault import Fault
from canvass.availability.propose import SITS_OUT, propose
from canvass.availability.taking_part import taking_part
from canvass.models import Assignment, Material, ScriptVersion, Shift
from canvass.models.shift import ShiftState
from canvass.services.availability.admit_once_a_day import admit_once_a_day
from canvass.services.availability.open_availability import open_availability
from canvass.services.availability.read_declaration import DeclarationFault
from canvass.services.availability.read_list_facts import read_list_facts
from canvass.services.lending.check_literature import check_literature
from canvass.services.lending.offer_assignment import (
    AlreadyOut,
    ListClosed,
    offer_assignment,
)
from canvass.services.lending.usual_expiry import AFTER_SHIFT
from canvass.services.scripts.check_universe import check_universe
from canvass.services.scripts.require_open_gate import require_open_gate
from canvass.services.shifts.hold_shift import hold_open_shift
from canvass.services.training.check_training import missing_modules
from turf.errors import StoopError
from turf.models import HOLDS, Membership, WalkList
from turf.models.walk_list import ListKind, ListState
from turf.transactions import writing


class ShiftFarOff(StoopError):
    """A proposal was asked for days ahead."""

    code = "shift_far_off"


@writing()
def propose_hand_outs(
    *,
    shift: Shift,
    numbers: Sequence[int],
    in_pairs: bool,
    script_version: ScriptVersion | None,
    literature: Material | None = None,
    at: datetime,
) -> list[Assignment]:
    """Offer lists of ``numbers`` to those of ``shift`` who hold none; return the offers.

    Lists that are ready take part; all to be knocked where no number is named. People set out
    after the briefing of a shift that is yet to start, now once it runs. What came of it is offers
    alone: nothing tells who got none, or why, or how many. Nobody gets any by a second proposal of
    one day, which looks as if none fitted. Raises ShiftOver, ShiftFarOff, ``too_few_to_propose``
    with fewer than three people or lists, and GateClosed, LiteratureMissing, UniverseByLeaning or
    UniverseNotOpened where any of the lists may not go out: all before anything that was declared
    is looked at.
    """
    held = hold_open_shift(shift=shift)
    start = _start(held, at)
    today = at.astimezone(start.tzinfo).date()
    if (start.date() - today).days > 1:
        raise ShiftFarOff("Lists are proposed on the day of a shift or the day before")
    lists = _lists(held, numbers, at)
    _check(lists, script_version, literature)
    members, lists, may_take = _taking_part(_members(held, at), lists)
    ids = [one.pk for one in members]
    fresh = admit_once_a_day(members=members, day=today)
    declared = open_availability(memberships=ids, campaign=held.campaign)
    chosen = propose(
        people={one: declared[one] if one in fresh else None for one in ids},
        lists=read_list_facts(walk_lists=lists, at=at),
        start=start,
        seed=secrets.randbits(63),
        in_pairs=in_pairs,
        together=_together(held),
        may_take=may_take,
        sits_out=SITS_OUT,
    )
    holders = {one.pk: one for one in members}
    offers = []
    for position, who in sorted(chosen.items()):
        try:
            offers.append(
                offer_assignment(
                    walk_list=lists[position],
                    holders=[holders[one] for one in who],
                    script_version=script_version,
                    literature=literature,
                    offered_at=at,
                    expires_at=max(at, held.ends_at) + AFTER_SHIFT,
                )
            )
        except (AlreadyOut, ListClosed):
            continue  # somebody was quicker; the list is theirs
    return offers


def _members(shift: Shift, at: datetime) -> list[Membership]:
    """Who walks in ``shift`` and holds no list, by id; locked, so that two proposals take turns."""
    busy = Assignment.objects.for_organization(shift.organization_id).live(at)
    placed = shift.members.filter(checked_out_at=None).exclude(
        membership__in=busy.values("holders")
    )
    own = Membership.objects.select_for_update(no_key=True).filter(is_active=True, role__in=HOLDS)
    return list(own.filter(pk__in=placed.values("membership")).order_by("pk"))


def _lists(shift: Shift, numbers: Sequence[int], at: datetime) -> list[WalkList]:
    ready = WalkList.objects.for_organization(shift.organization_id).filter(
        campaign=shift.campaign_id, state=ListState.READY
    )
    # A list on offer is lent, whatever its own state says.
    free = ready.exclude(assignments__in=Assignment.objects.live(at))
    asked = free.filter(number__in=numbers) if numbers else free.filter(kind=ListKind.DOOR_KNOCK)
    told = asked.select_related("round__turf").defer("outline", "streets", "round__turf__outline")
    return list(told.order_by("number"))


def _check(
    lists: Sequence[WalkList], script_version: ScriptVersion | None, literature: Material | None
) -> None:
    """Refuse what no list may go out with, whoever would get it: a refusal then says no more."""
    if script_version is not None:
        require_open_gate(text=script_version)
    for one in {one.kind: one for one in lists}.values():
        check_literature(walk_list=one, literature=literature)
    for one in {one.round.turf.cut_id: one for one in lists}.values():
        check_universe(walk_list=one)


def _taking_part(
    members: Sequence[Membership], lists: Sequence[WalkList]
) -> tuple[list[Membership], list[WalkList], NDArray[np.bool_]]:
    """Those who take part, and which of them did the modules of which list."""
    lacks = missing_modules(walk_lists=lists, members=[one.pk for one in members])
    did_all = np.array(
        [[one.pk not in lacks[walk_list.pk] for walk_list in lists] for one in members], dtype=bool
    ).reshape(len(members), len(lists))
    try:
        people, columns = taking_part(did_all)
    except Fault as fault:
        raise DeclarationFault(fault.code, str(fault)) from None
    return (
        [members[row] for row in people],
        [lists[column] for column in columns],
        did_all[np.ix_(people, columns)],
    )


def _start(shift: Shift, at: datetime) -> datetime:
    planned = shift.starts_at + timedelta(minutes=shift.briefing_minutes)
    start = at if shift.state == ShiftState.RUNNING else max(at, planned)
    return start.astimezone(ZoneInfo(shift.campaign.time_zone))


def _together(shift: Shift) -> set[tuple[int, int]]:
    paired = shift.members.exclude(partner=None)
    return {
        (first, second)
        for first, second in paired.values_list("membership", "partner__membership")
        if first < second
    }
