"""Offers lists to the people of a shift, all at once, as they may suit them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from canvass.availability.declaration import Declaration
from canvass.availability.fault import Fault
from canvass.availability.fits import ListFacts
from canvass.availability.propose import propose
from canvass.models import Assignment, ScriptVersion, Shift
from canvass.models.shift import ShiftState
from canvass.services.availability.open_availability import open_availability
from canvass.services.availability.read_declaration import DeclarationFault
from canvass.services.availability.read_list_facts import read_list_facts
from canvass.services.lending.offer_assignment import AlreadyOut, ListClosed, offer_assignment
from canvass.services.lending.usual_expiry import AFTER_SHIFT
from canvass.services.shifts.hold_shift import hold_open_shift
from canvass.services.training.check_training import missing_modules
from turf.models import WalkList
from turf.models.walk_list import ListKind, ListState
from turf.transactions import writing


@writing()
def propose_hand_outs(
    *,
    shift: Shift,
    numbers: Sequence[int],
    in_pairs: bool,
    script_version: ScriptVersion | None,
    at: datetime,
) -> list[Assignment]:
    """Offer lists of ``numbers`` to those of ``shift`` who hold none; return the offers.

    Lists that are ready take part; all to be knocked where no number is named. People set out
    after the briefing of a shift that is yet to start, now once it runs. What came of it is offers
    alone: nothing tells who got none, or why, or how many. Raises ShiftOver, and
    ``too_few_to_propose`` with fewer than three people or lists.
    """
    held = hold_open_shift(shift=shift)
    people = _people(held, at)
    lists = _lists(held, numbers, at)
    facts = read_list_facts(walk_lists=lists)
    lacks = missing_modules(walk_lists=lists, members=people)
    chosen = _propose(
        people=open_availability(memberships=people, campaign=held.campaign),
        facts=facts,
        lacks=[set(lacks[one.pk]) for one in lists],
        shift=held,
        in_pairs=in_pairs,
        start=_start(held, at),
    )
    members = {
        one.membership_id: one.membership for one in held.members.select_related("membership")
    }
    offers = []
    for position, ids in sorted(chosen.items()):
        try:
            offers.append(
                offer_assignment(
                    walk_list=lists[position],
                    holders=[members[one] for one in ids],
                    script_version=script_version,
                    offered_at=at,
                    expires_at=max(at, held.ends_at) + AFTER_SHIFT,
                )
            )
        except (AlreadyOut, ListClosed):
            continue  # somebody was quicker; the list is theirs
    return offers


def _people(shift: Shift, at: datetime) -> list[int]:
    busy = Assignment.objects.for_organization(shift.organization_id).live(at)
    members = shift.members.filter(checked_out_at=None, membership__is_active=True).exclude(
        membership__in=busy.values("holders")
    )
    return sorted(members.values_list("membership", flat=True))


def _lists(shift: Shift, numbers: Sequence[int], at: datetime) -> list[WalkList]:
    ready = WalkList.objects.for_organization(shift.organization_id).filter(
        campaign=shift.campaign_id, state=ListState.READY
    )
    # A list on offer is lent, whatever its own state says.
    free = ready.exclude(assignments__in=Assignment.objects.live(at))
    asked = free.filter(number__in=numbers) if numbers else free.filter(kind=ListKind.DOOR_KNOCK)
    return list(asked.defer("outline", "streets").order_by("number"))


def _start(shift: Shift, at: datetime) -> datetime:
    planned = shift.starts_at + timedelta(minutes=shift.briefing_minutes)
    start = at if shift.state == ShiftState.RUNNING else max(at, planned)
    return start.astimezone(ZoneInfo(shift.campaign.time_zone))


def _propose(
    *,
    people: dict[int, Declaration],
    facts: list[ListFacts],
    lacks: list[set[int]],
    shift: Shift,
    in_pairs: bool,
    start: datetime,
) -> dict[int, tuple[int, ...]]:
    together = {
        (first, second)
        for first, second in shift.members.exclude(partner=None).values_list(
            "membership", "partner__membership"
        )
        if first < second
    }
    try:
        return propose(
            people=people,
            lists=facts,
            start=start,
            seed=shift.pk.int % 2**63,
            in_pairs=in_pairs,
            together=together,
            may_take=lambda person, position: person not in lacks[position],
        )
    except Fault as fault:
        code, message = fault.code, str(fault)
    raise DeclarationFault(code, message)
