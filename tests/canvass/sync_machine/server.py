"""The real server of the machine, asked through its services, at times the machine sets."""

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from canvass.models import Assignment, Collection, Device, Intake, Knock, QuarantinedItem
from canvass.models.device import DeviceState
from canvass.models.intake import HoldState
from canvass.services.changes.pull_changes import Page, pull_changes
from canvass.services.changes.restore_epoch import restore_epoch
from canvass.services.figures.recount_tallies import Difference, recount_tallies
from canvass.services.intake.push_changes import push_changes
from canvass.services.intake.replay_intake import replay_intake
from canvass.services.intake.store_intake import store_intake
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.offer_assignment import offer_assignment
from canvass.services.lending.return_assignment import return_assignment
from canvass.services.lending.take_back_assignment import take_back_assignment
from canvass.sync.checkpoint import Checkpoint
from tests import factories as make
from tests.canvass.sync_machine.model import Key, Made
from turf.models import Campaign, Door, Household, ListedDoor, Organization, WalkList

BEGAN = datetime(2026, 10, 3, 14, tzinfo=UTC)
DOORS = 3
NOWHERE = 2_000_000_000
PEOPLE = {"ada": "north", "basil": "north", "clementine": "north", "dov": "south"}
LISTS = {1: "north", 2: "north", 3: "south", 4: "north"}
RECUT_OF = {4: 1}
"""The fourth list is what the doors of the first are lent as once they are cut anew."""


class Crashed(Exception):
    """The server died in the middle of a push."""


def moment(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


class Server:
    """Two organizations: ``north`` with three people and lists, ``south`` with one of each."""

    def __init__(self) -> None:
        self.organizations = {name: make.make_organization() for name in ("north", "south")}
        self.members = {
            person: make.make_member(self.organizations[name], "canvasser")
            for person, name in PEOPLE.items()
        }
        self.devices = {
            person: make.make_device(member.organization) for person, member in self.members.items()
        }
        self.lists: dict[int, WalkList] = {}
        self.doors: dict[int, list[Door]] = {}
        for number, name in LISTS.items():
            self._freeze(number, self.organizations[name])
        listed = ListedDoor.objects.filter(walk_list__in=self.lists.values())
        numbers = {walk_list.pk: number for number, walk_list in self.lists.items()}
        self.place_of_listed = {
            str(row.pk): (numbers[row.walk_list_id], row.position - 1) for row in listed
        }
        self.number_of = {str(pk): number for pk, number in numbers.items()}
        self.door_number = {
            door.pk: position
            for doors in self.doors.values()
            for position, door in enumerate(doors)
        }
        self.place_of = {
            (self.lists[number].pk, door.pk): (number, position)
            for number, doors in self.doors.items()
            for position, door in enumerate(doors)
        }

    def _freeze(self, number: int, organization: Organization) -> None:
        campaign = make.make_campaign(organization)
        if number in RECUT_OF:
            self.doors[number] = self.doors[RECUT_OF[number]]
        else:
            self.doors[number] = make.make_doors(make.make_precinct(campaign.jurisdiction), DOORS)
            for door in self.doors[number]:
                Household.objects.create(organization=organization, door=door)
        turf = make.make_turf(make.make_cut(campaign), self.doors[number])
        self.lists[number] = make.make_walk_list(turf)

    def push(
        self, phone: str, knocks: Sequence[object], *, sent_at: float, received_at: float
    ) -> list[str]:
        """Take in a body of one phone; what became of each item, in their order."""
        intake = self._keep(phone, knocks, sent_at=sent_at, received_at=received_at)
        outcomes = push_changes(intake=intake, documents=knocks)
        noted = Intake.objects.values_list("outcomes", flat=True).get(pk=intake.pk)
        assert sum(noted.values()) == len(knocks) == len(outcomes), "S8: outcomes sum to items"
        return [outcome.outcome.value for outcome in outcomes]

    def crash(
        self, phone: str, knocks: Sequence[object], *, sent_at: float, received_at: float
    ) -> None:
        """Keep a body, and die before what was done with it is committed."""
        intake = self._keep(phone, knocks, sent_at=sent_at, received_at=received_at)
        with suppress(Crashed), transaction.atomic():
            push_changes(intake=intake, documents=knocks)
            raise Crashed

    def replay(self, *, at: float) -> Counter[str]:
        """Look at what was kept and never looked at; items by outcome."""
        done = replay_intake(came_before=moment(at))
        assert (done.failed, done.unreadable) == ([], 0)
        return +done.outcomes

    def _keep(
        self, phone: str, knocks: Sequence[object], *, sent_at: float, received_at: float
    ) -> Intake:
        return store_intake(
            device=Device.objects.get(pk=self.devices[phone].pk),
            membership=self.members[phone],
            body=json.dumps([{"newDocumentState": knock} for knock in knocks]).encode(),
            sent_at=moment(sent_at),
            received_at=moment(received_at),
        )

    def pull(
        self,
        phone: str,
        collection: str,
        checkpoint: Checkpoint | None,
        *,
        at: float,
        limit: int,
        is_revoked: bool,
        held_hash: str | None,
    ) -> Page:
        return pull_changes(
            membership=self.members[phone],
            device=self.devices[phone],
            collection=Collection(collection),
            checkpoint=checkpoint,
            limit=limit,
            may_only_deliver=is_revoked,
            at=moment(at),
            held_hash=held_hash,
        )

    def lend(self, number: int, people: Sequence[str], *, at: float, until: float) -> None:
        loan = offer_assignment(
            walk_list=self.lists[number],
            holders=[self.members[person] for person in people],
            script_version=None,
            offered_at=moment(at),
            expires_at=moment(until),
        )
        for person in people:
            accept_assignment(assignment=loan, holder=self.members[person], at=moment(at))

    def end_loan(self, number: int, *, at: float, is_taken_back: bool) -> None:
        loan = Assignment.objects.live(moment(at)).get(walk_list=self.lists[number])
        if is_taken_back:
            take_back_assignment(assignment=loan, taken_back_at=moment(at))
        else:
            return_assignment(assignment=loan, returned_at=moment(at))

    def revoke(self, phone: str, *, at: float) -> None:
        Device.objects.filter(pk=self.devices[phone].pk).update(
            state=DeviceState.REVOKED, revoked_at=moment(at)
        )

    def leave_in_peace(self, number: int, door: int, *, at: float | None) -> None:
        """Mark a door do-not-knock, or lift that."""
        asked_at = None if at is None else moment(at)
        Household.objects.filter(door=self.doors[number][door]).update(do_not_knock_at=asked_at)

    def back_up(self) -> str:
        return transaction.savepoint()

    def restore(self, backup: str) -> None:
        """Go back to a backup, under a new epoch."""
        transaction.savepoint_rollback(backup)
        restore_epoch(organizations=self.organizations.values())

    def applied(self) -> dict[Key, tuple[str, bool]]:
        """Of each stored knock its note and whether it is superseded."""
        stored = Knock.objects.values_list("organization", "uid", "note", "is_superseded")
        return {
            (self._name(organization), str(uid)): (note, is_superseded)
            for organization, uid, note, is_superseded in stored
        }

    def waiting(self) -> dict[Key, str]:
        """What waits under ids that can be read."""
        kept = QuarantinedItem.objects.filter(state__in=[HoldState.HELD, HoldState.QUARANTINED])
        rows = kept.exclude(uid=None).order_by("pk").values_list("organization", "uid", "state")
        return {(self._name(organization), str(uid)): state for organization, uid, state in rows}

    def worked(self) -> set[tuple[int, int]]:
        worked = ListedDoor.objects.filter(worked_at__isnull=False)
        return {self.place_of[place] for place in worked.values_list("walk_list", "door")}

    def miscounted(self) -> list[Difference]:
        campaigns = Campaign.objects.all()
        return [row for campaign in campaigns for row in recount_tallies(campaign=campaign)]

    def _name(self, organization: int) -> str:
        return "north" if organization == self.organizations["north"].pk else "south"

    def document(self, made: Made) -> dict[str, Any]:
        """Write a knock as a phone sends it."""
        disposition = "withdrawn" if made.is_withdrawal else "not_home"
        return {
            "id": made.uid,
            "device_seq": made.seq,
            "walk_list": str(self.lists[made.walk_list].pk),
            "door": NOWHERE if made.is_poison else self.doors[made.walk_list][made.door].pk,
            "answered": False,
            "results": [{"person": None, "disposition": disposition}],
            "knocked_at": moment(made.told_at).isoformat(),
            "supersedes": made.parent and str(UUID(made.parent)),
            "note": made.note,
        }

    def fact(self, collection: str, document: dict[str, Any]) -> tuple[object, ...] | None:
        """What a pulled document says, in the model's words; None for a door that was left."""
        if collection == "walk_lists":
            return (self.number_of[document["id"]],)
        if collection == "door_states":
            return self.place_of_listed[document["id"]] if document["state"] == "done" else None
        if collection == "notices":
            number = self.number_of[str(document["walk_list"])]
            return document["kind"], number, self.door_number.get(document["door"])
        return document["id"], document["sync_state"]
