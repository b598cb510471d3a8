"""Reads what a lead looks at when a shift begins and when it ends.

By name, never by what anybody did. A phone that is not heard from is a line like any other.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from canvass.models import Assignment, DeviceToken, QuarantinedItem, Shift
from canvass.services.knocks.keep_items import WAITING
from turf.models import ListedDoor, WalkList
from turf.models.walk_list import ListState


@dataclass(frozen=True, slots=True)
class Morning:
    """Who of a shift has which lists and phones; rows by ShiftMember."""

    members: list[Any]
    loans_of: Mapping[int, list[Any]]
    devices_of: Mapping[int, list[Any]]


@dataclass(frozen=True, slots=True)
class Evening:
    """What is left to do before a shift is closed.

    ``phones_out`` are on the phones' owners' loans still, ``unsent`` say themselves that they hold
    knocks or never said, ``waiting`` counts what waits for a person, ``unfinished`` pairs lists
    with the number of their doors that were not worked, and ``paper`` those that went out on paper
    with the number of their doors that nobody entered yet.
    """

    phones_out: list[Any]
    unsent: list[Any]
    not_checked_out: list[Any]
    waiting: int
    unfinished: list[tuple[WalkList, int]]
    paper: list[tuple[WalkList, int]]


def read_morning(*, shift: Shift, at: datetime) -> Morning:
    """Return who has what in ``shift`` at ``at``, in a fixed number of queries."""
    members = _members(shift)
    memberships = [member.membership_id for member in members]
    loans = (
        Assignment.objects.for_organization(shift.organization_id)
        .live(at)
        .filter(holders__in=memberships)
        .select_related("walk_list")
        .defer("walk_list__outline", "walk_list__streets")
        .prefetch_related("holder_rows")
        .order_by("walk_list__number")
        .distinct()
    )
    loans_of: dict[int, list[Any]] = defaultdict(list)
    for loan in loans:
        for holder in loan.holder_rows.all():
            loans_of[holder.membership_id].append(loan)
    return Morning(members, loans_of, _devices(memberships))


def read_evening(*, shift: Shift, at: datetime) -> Evening:
    """Return what is left of ``shift`` at ``at``, in a fixed number of queries."""
    morning = read_morning(shift=shift, at=at)
    phones = {phone.pk: phone for devices in morning.devices_of.values() for phone in devices}
    out = {
        phone.pk
        for membership, devices in morning.devices_of.items()
        if morning.loans_of.get(membership)
        for phone in devices
    }
    by_name = sorted(phones.values(), key=lambda phone: (phone.name, str(phone.pk)))
    waiting = QuarantinedItem.objects.for_organization(shift.organization_id).filter(
        state__in=WAITING, membership__in=[one.membership_id for one in morning.members]
    )
    return Evening(
        phones_out=[phone for phone in by_name if phone.pk in out],
        unsent=[phone for phone in by_name if phone.unsent_reported != 0],
        not_checked_out=[
            one for one in morning.members if one.checked_in_at and not one.checked_out_at
        ],
        waiting=waiting.count(),
        unfinished=_unfinished(_with_us(shift)),
        paper=_doors_left(_with_us(shift).filter(is_on_paper=True)),
    )


def _members(shift: Shift) -> list[Any]:
    members = shift.members.select_related("membership__user", "partner__membership__user")
    return sorted(members, key=lambda one: (one.membership.user.get_full_name().casefold(), one.pk))


def _devices(memberships: list[int]) -> Mapping[int, list[Any]]:
    devices_of: dict[int, list[Any]] = defaultdict(list)
    tokens = DeviceToken.objects.filter(membership__in=memberships).select_related("device")
    for token in tokens.order_by("device__name"):
        if token.device not in devices_of[token.membership_id]:
            devices_of[token.membership_id].append(token.device)
    return devices_of


def _with_us(shift: Shift) -> Any:
    """Loans to the shift's members that were not over when it began."""
    since = shift.started_at or shift.starts_at
    return Assignment.objects.for_organization(shift.organization_id).filter(
        Q(ended_at=None) | Q(ended_at__gte=since),
        walk_list__campaign=shift.campaign_id,
        holders__in=shift.members.values("membership"),
    )


def _unfinished(loans: Any) -> list[tuple[WalkList, int]]:
    given_up = (ListState.CLOSED, ListState.ROLLED_BACK, ListState.FINISHED)
    return [one for one in _doors_left(loans) if one[0].state not in given_up]


def _doors_left(loans: Any) -> list[tuple[WalkList, int]]:
    """Lists of ``loans`` that have doors at which nothing was recorded, and how many."""
    lists = WalkList.objects.filter(pk__in=loans.values("walk_list")).defer("outline", "streets")
    by_id = {one.pk: one for one in lists}
    left = (
        ListedDoor.objects.filter(walk_list__in=list(by_id), worked_at=None)
        .values("walk_list")
        .annotate(doors=Count("pk"))
    )
    found = [(by_id[row["walk_list"]], row["doors"]) for row in left]
    return sorted(found, key=lambda one: one[0].number)
