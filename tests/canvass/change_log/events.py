"""Whatever may happen to loans, doors, people, scripts and knocks, each as one function."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st

from canvass.models import (
    Assignment,
    AssignmentHolder,
    FallbackScript,
    Knock,
    Material,
    Notice,
    QuarantinedItem,
    ScriptVersion,
)
from canvass.services.intake.store_intake import store_intake
from canvass.services.lending.accept_assignment import OfferGone, accept_assignment
from canvass.services.lending.decline_assignment import AlreadyTaken, decline_assignment
from canvass.services.lending.expire_assignments import expire_assignments
from canvass.services.lending.offer_assignment import AlreadyOut, offer_assignment
from canvass.services.lending.return_assignment import return_assignment
from canvass.services.lending.take_back_assignment import take_back_assignment
from canvass.services.scripts.script_problems import GateClosed
from turf.models import (
    Building,
    Campaign,
    Household,
    ListedDoor,
    Membership,
    Person,
    WalkList,
)

NOON = datetime(2026, 10, 3, 16, tzinfo=UTC)

_minute = count(1)

Draw = Callable[[Any], Any]


def later() -> datetime:
    """A time no other event has."""
    return NOON + timedelta(minutes=next(_minute))


def one_of(draw: Draw, rows: Any) -> Any:
    """Draw one of the rows, in an order that is the same each time; None where there are none."""
    # The ids of loans are random.
    there = list(rows.order_by("offered_at" if rows.model is Assignment else "pk"))
    return draw(st.sampled_from(there)) if there else None


def offer(draw: Draw) -> None:
    walk_list = one_of(draw, WalkList.objects.all())
    members = Membership.objects.filter(role__in=("canvasser", "lead")).order_by("pk")
    at = later()
    with suppress(AlreadyOut, GateClosed):
        offer_assignment(
            walk_list=walk_list,
            holders=draw(
                st.lists(st.sampled_from(list(members)), min_size=1, max_size=2, unique=True)
            ),
            script_version=one_of(draw, ScriptVersion.objects.all()),
            literature=draw(st.sampled_from([None, one_of(draw, Material.objects.all())])),
            offered_at=at,
            expires_at=at + timedelta(hours=12),
        )


def accept(draw: Draw) -> None:
    if holder := one_of(draw, AssignmentHolder.objects.all()):
        with suppress(OfferGone):
            accept_assignment(
                assignment=holder.assignment,
                holder=holder.membership,
                at=holder.assignment.offered_at,
            )


def decline(draw: Draw) -> None:
    if holder := one_of(draw, AssignmentHolder.objects.all()):
        with suppress(AlreadyTaken):
            decline_assignment(assignment=holder.assignment, holder=holder.membership)


def give_back(draw: Draw) -> None:
    if loan := one_of(draw, Assignment.objects.all()):
        return_assignment(assignment=loan, returned_at=later())


def take_back(draw: Draw) -> None:
    if loan := one_of(draw, Assignment.objects.all()):
        take_back_assignment(assignment=loan, taken_back_at=later())


def run_out(draw: Draw) -> None:
    member = one_of(draw, Membership.objects.all())
    expire_assignments(membership=member, at=NOON + timedelta(days=900))


def rewrite_loan(draw: Draw) -> None:
    """As an admin's form does: any state, another script, another end."""
    if loan := one_of(draw, Assignment.objects.all()):
        others = Assignment.objects.filter(walk_list=loan.walk_list_id).exclude(pk=loan.pk)
        state = draw(st.sampled_from(["closed", "returned", "taken_back", "downloaded", "offered"]))
        if not (state in ("downloaded", "offered") and others.exists()):
            loan.state = state
        loan.script_version = one_of(draw, ScriptVersion.objects.all())
        loan.literature = one_of(draw, Material.objects.all())
        loan.expires_at += timedelta(minutes=draw(st.integers(0, 1)))
        loan.save()


def delete_loan(draw: Draw) -> None:
    if loan := one_of(draw, Assignment.objects.all()):
        loan.delete()


def add_holder(draw: Draw) -> None:
    if loan := one_of(draw, Assignment.objects.all()):
        member = one_of(draw, Membership.objects.all())
        AssignmentHolder.objects.bulk_create(
            [
                AssignmentHolder(
                    organization_id=loan.organization_id, assignment=loan, membership=member
                )
            ],
            ignore_conflicts=True,
        )


def move_holder(draw: Draw) -> None:
    if holder := one_of(draw, AssignmentHolder.objects.all()):
        held = AssignmentHolder.objects.filter(assignment=holder.assignment_id)
        free = Membership.objects.exclude(pk__in=held.values("membership"))
        holder.membership = one_of(draw, free)
        holder.save()


def remove_holder(draw: Draw) -> None:
    if holder := one_of(draw, AssignmentHolder.objects.all()):
        holder.delete()


def work_doors(draw: Draw) -> None:
    """Set, move or lift the time of several doors at once."""
    doors = draw(st.sets(st.sampled_from(list(ListedDoor.objects.order_by("pk"))), min_size=1))
    at = later() if draw(st.booleans()) else None
    ListedDoor.objects.filter(pk__in=[door.pk for door in doors]).update(worked_at=at)


def ask_not_to_knock(draw: Draw) -> None:
    homes = draw(st.sets(st.sampled_from(list(Household.objects.order_by("pk"))), min_size=1))
    at = later() if draw(st.booleans()) else None
    Household.objects.filter(pk__in=[home.pk for home in homes]).update(do_not_knock_at=at)


def close_buildings(draw: Draw) -> None:
    doors = draw(st.sets(st.sampled_from(list(ListedDoor.objects.order_by("pk"))), min_size=1))
    at = later() if draw(st.booleans()) else None
    closed = Building.objects.filter(doors__listed__in=[door.pk for door in doors])
    Building.objects.filter(pk__in=list(closed.values_list("pk", flat=True))).update(closed_at=at)


def find_door(draw: Draw) -> None:
    """Make lists longer; what else changes about a list is nobody's news."""
    walk_list = one_of(draw, WalkList.objects.all())
    WalkList.objects.filter(pk=walk_list.pk).update(
        door_count=walk_list.door_count + draw(st.integers(0, 1)), held_at=later()
    )


def learn_of_people(draw: Draw) -> None:
    people = draw(st.sets(st.sampled_from(list(Person.objects.order_by("pk"))), min_size=1))
    standing = draw(st.sampled_from(["moved", "deceased", "resident"]))
    Person.objects.filter(pk__in=[person.pk for person in people]).update(standing=standing)


def move_person(draw: Draw) -> None:
    person = one_of(draw, Person.objects.all())
    homes = [None, *Household.objects.order_by("pk")]
    person.household = draw(st.sampled_from(homes))
    person.save()


def withdraw_script(draw: Draw) -> None:
    version = one_of(draw, ScriptVersion.objects.all())
    version.withdrawn_at = later() if draw(st.booleans()) else None
    version.save()


def withdraw_literature(draw: Draw) -> None:
    if material := one_of(draw, Material.objects.all()):
        material.withdrawn_at = later() if draw(st.booleans()) else None
        material.save()


def ask_distance(draw: Draw) -> None:
    """Ask for it or not; how the campaign is called is no news."""
    Campaign.objects.update(asks_distance=draw(st.booleans()), name=str(later()))


def suppress_person(draw: Draw) -> None:
    """Forget somebody who turns out to be confidential, on whatever list they stand."""
    if Person.objects.count() > 2:
        one_of(draw, Person.objects.all()).delete()


def set_fallback(draw: Draw) -> None:
    version = one_of(draw, ScriptVersion.objects.all())
    FallbackScript.objects.update_or_create(
        organization_id=version.organization_id,
        campaign=version.script.campaign,
        defaults={"version": version},
    )


def write_message(draw: Draw) -> None:
    member = one_of(draw, Membership.objects.all())
    Notice.objects.create(
        organization_id=member.organization_id,
        membership=member,
        kind="message",
        text="Come to the office",
        made_at=later(),
    )


def edit_message(draw: Draw) -> None:
    if notice := one_of(draw, Notice.objects.filter(kind="message")):
        notice.text = draw(st.sampled_from(["Come to the office", "Go home"]))
        notice.save()


def delete_notice(draw: Draw) -> None:
    if notice := one_of(draw, Notice.objects.filter(kind="message")):
        notice.delete()


def knock(draw: Draw) -> None:
    """Store knocks; the number of them, and who made them, does not matter."""
    walk_list, member, intake = _sender(draw)
    door = walk_list.listed_doors.order_by("pk").first().door_id
    Knock.objects.bulk_create(
        Knock(
            organization_id=member.organization_id,
            uid=uuid4(),
            content_hash="",
            campaign_id=walk_list.campaign_id,
            walk_list=walk_list,
            door_id=door,
            device_id=intake.device_id,
            device_seq=next(_minute),
            membership=draw(st.sampled_from([member, None])),
            answered=False,
            disposition="not_home",
            knocked_at=NOON,
            received_at=NOON,
            corrected_at=NOON,
            local_day=NOON.date(),
            local_hour=12,
        )
        for _ in range(draw(st.integers(1, 3)))
    )


def quarantine(draw: Draw) -> None:
    """Keep what could not be applied: without an id, or under one that may be stored too."""
    _, member, intake = _sender(draw)
    known = list(Knock.objects.order_by("pk").values_list("uid", flat=True)[:2])
    QuarantinedItem.objects.create(
        organization_id=member.organization_id,
        intake=intake,
        device_id=intake.device_id,
        membership=member,
        uid=draw(st.sampled_from([None, uuid4(), *known])),
        content_hash=str(next(_minute)),
        state=draw(st.sampled_from(["held", "quarantined"])),
        code="made_up",
        message="",
        document={},
        received_at=NOON,
    )


def settle(draw: Draw) -> None:
    if item := one_of(draw, QuarantinedItem.objects.all()):
        item.state = draw(st.sampled_from(["applied", "dismissed", "quarantined"]))
        item.resolved_at = later()
        item.save()


def _sender(draw: Draw) -> tuple[WalkList, Membership, Any]:
    member = one_of(draw, Membership.objects.filter(role__in=("canvasser", "lead")))
    device = member.tokens.first().device
    intake = store_intake(
        device=device, membership=member, body=b"[]", sent_at=NOON, received_at=NOON
    )
    return one_of(draw, WalkList.objects.all()), member, intake


EVENTS: list[Callable[[Draw], None]] = [
    offer, accept, decline, give_back, take_back, run_out, rewrite_loan, delete_loan,
    add_holder, move_holder, remove_holder, work_doors, ask_not_to_knock, close_buildings,
    find_door, learn_of_people, move_person, suppress_person, withdraw_script, withdraw_literature,
    ask_distance, set_fallback, write_message, edit_message, delete_notice, knock, quarantine,
    settle,
]  # fmt: skip
