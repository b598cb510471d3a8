"""Documents as a phone writes them, and a phone that pushes them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from canvass.services.intake.push_changes import push_changes
from canvass.services.intake.store_intake import store_intake
from canvass.sync.uuid7 import make_uuid7
from tests import factories

NOON = datetime(2026, 10, 3, 16, tzinfo=UTC)
"""Noon of a Saturday in New York."""

_number = count(1)


def knock_id() -> UUID:
    """Make an id no other test has."""
    return make_uuid7(1_791_000_000_000, next(_number).to_bytes(10))


def not_home(walk_list, door, **fields):
    """Write a knock at which nobody answered, some time in the two hours before noon."""
    number = next(_number)
    return {
        "id": str(knock_id()),
        "device_seq": number,
        "walk_list": str(walk_list.id),
        "door": door.id,
        "answered": False,
        "results": [{"person": None, "disposition": "not_home"}],
        "knocked_at": (NOON - timedelta(seconds=7000 - number % 6000)).isoformat(),
    } | fields


def spoke(walk_list, door, person, disposition="complete", **fields):
    """Write a knock at which one person answered."""
    results = [{"person": person and person.id, "disposition": disposition}]
    return not_home(walk_list, door, **{"answered": True, "results": results} | fields)


def withdrawal(parent, **fields):
    """Write the undo of a knock."""
    undo = {"id": str(knock_id()), "supersedes": parent["id"], "device_seq": next(_number)}
    return parent | undo | {"results": [{"person": None, "disposition": "withdrawn"}]} | fields


class Walk:
    """A list of doors with one target person each, lent to a canvasser with a phone."""

    def __init__(self, doors=4, organization=None, campaign=None, precinct=None, **list_fields):
        self.organization = organization or factories.make_organization()
        self.campaign = campaign or factories.make_campaign(self.organization)
        jurisdiction = self.campaign.jurisdiction
        self.precinct = precinct or factories.make_precinct(jurisdiction)
        self.doors = factories.make_doors(self.precinct, doors)
        self.people = [factories.make_person(door) for door in self.doors]
        self.turf = factories.make_turf(factories.make_cut(self.campaign), self.doors)
        self.walk_list = factories.make_walk_list(self.turf, **list_fields)
        self.member = factories.make_member(self.organization, "canvasser")
        self.device = factories.make_device(self.organization)
        self.assignment = factories.make_assignment(
            self.walk_list,
            self.member,
            offered_at=NOON - timedelta(hours=3),
            expires_at=NOON + timedelta(hours=12),
        )

    def push(self, *documents, sent_at=NOON, received_at=NOON, **intake_fields):
        """Send documents as one push and return their outcomes."""
        intake = store_intake(
            device=intake_fields.pop("device", self.device),
            membership=intake_fields.pop("membership", self.member),
            body=b"[]",
            sent_at=sent_at,
            received_at=received_at,
        )
        return push_changes(intake=intake, documents=documents)

    def not_home(self, door=0, **fields):
        """Write a knock at the door of that number at which nobody answered."""
        return not_home(self.walk_list, self.doors[door], **fields)

    def spoke(self, door=0, disposition="complete", **fields):
        """Write a knock at which the target person of that door answered."""
        return spoke(self.walk_list, self.doors[door], self.people[door], disposition, **fields)
