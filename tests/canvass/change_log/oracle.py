"""What every member has in scope, asked of the tables themselves, without the change log."""

from typing import Any

from canvass.models import AssignmentHolder, Change, FallbackScript, Knock, Notice, QuarantinedItem
from canvass.models.notice import NoticeKind
from turf.models import Door, ListedDoor, ListedPerson
from turf.querysets import STANDING_LOANS

Key = tuple[int, str, str]
"""A membership, a collection, and a document in it."""

BY_PEOPLE = (
    NoticeKind.MESSAGE,
    NoticeKind.TAKEN_BACK,
    NoticeKind.PHONE_ENROLLED,
    NoticeKind.PASSWORD_CHOSEN,
)
"""Kinds of notices that do not follow from what stands in the database."""


def standing() -> list[Any]:
    """The loans that stand, a row a holder."""
    return list(
        AssignmentHolder.objects.filter(assignment__state__in=STANDING_LOANS).select_related(
            "assignment__script_version",
            "assignment__literature",
            "assignment__walk_list__campaign",
        )
    )


class Oracle:
    """Remembers of each member which doors of a list they hold were ever worked."""

    def __init__(self) -> None:
        self.worked: set[tuple[int, Any, int]] = set()

    def contents(self) -> dict[Key, Any]:
        """Return what the documents in scope tell, by key."""
        loans = standing()
        return {**_lists(loans), **self._doors(loans), **_notices(), **_knocks()}

    def _doors(self, loans: list[Any]) -> dict[Key, Any]:
        pairs = {(loan.membership_id, loan.assignment.walk_list_id) for loan in loans}
        found, now = {}, set()
        for door in ListedDoor.objects.filter(walk_list__in={one for _, one in pairs}):
            for membership, walk_list in pairs:
                place = membership, walk_list, door.pk
                if walk_list == door.walk_list_id and (door.worked_at or place in self.worked):
                    now.add(place)
                    found[membership, "door_states", str(door.pk)] = door.worked_at
        self.worked = now
        return found


def _lists(loans: list[Any]) -> dict[Key, Any]:
    spare = {
        one.campaign_id: (one.version_id, one.version.withdrawn_at)
        for one in FallbackScript.objects.select_related("version")
    }
    return {
        (loan.membership_id, "walk_lists", str(loan.assignment.walk_list_id)): (
            loan.assignment_id,
            loan.accepted_at is not None,
            loan.assignment.offered_at,
            loan.assignment.expires_at,
            loan.assignment.script_version_id,
            loan.assignment.script_version and loan.assignment.script_version.withdrawn_at,
            spare.get(loan.assignment.walk_list.campaign_id),
            loan.assignment.literature_id,
            loan.assignment.literature and loan.assignment.literature.withdrawn_at,
            loan.assignment.walk_list.campaign.asks_distance,
            loan.assignment.walk_list.door_count,
            _listed(loan.assignment.walk_list_id),
        )
        for loan in loans
    }


def _listed(walk_list: Any) -> tuple[int, ...]:
    people = ListedPerson.objects.filter(listed_door__walk_list=walk_list).order_by("person")
    return tuple(people.values_list("person", flat=True))


def _notices() -> dict[Key, Any]:
    return {
        (one.membership_id, "notices", str(one.pk)): (
            one.kind,
            one.walk_list_id,
            one.door_id,
            one.person_id,
            one.text,
            one.made_at,
        )
        for one in Notice.objects.all()
    }


def _knocks() -> dict[Key, Any]:
    found: dict[Key, Any] = {}
    for model, tells in ((Knock, ["content_hash"]), (QuarantinedItem, ["content_hash", "state"])):
        rows = model.objects.exclude(membership=None).exclude(uid=None).order_by("pk")
        for membership, uid, *told in rows.values_list("membership", "uid", *tells):
            found.setdefault((membership, "knocks", str(uid)), []).append(told)
    return found


def due_notices() -> set[tuple[Any, ...]]:
    """The notices about doors, people and scripts that have to be there."""
    due = set()
    for loan in standing():
        walk_list, version = loan.assignment.walk_list_id, loan.assignment.script_version
        at = loan.membership_id, walk_list
        doors = ListedDoor.objects.filter(walk_list=walk_list).values("door")
        for door in Door.objects.filter(pk__in=doors).select_related("building", "household"):
            home = getattr(door, "household", None)
            asked = [home and home.do_not_knock_at, door.building.closed_at]
            if any(asked):
                since = min(moment for moment in asked if moment)
                due.add((*at, "do_not_knock", door.pk, None, since))
        people = ListedPerson.objects.filter(listed_door__walk_list=walk_list)
        for listed in people.select_related("listed_door", "person__household"):
            person, door = listed.person, listed.listed_door.door_id
            lives_at = person.household.door_id if person.household else None
            if person.standing == "deceased":
                due.add((*at, "deceased", door, person.pk))
            elif person.standing == "moved" or lives_at != door:
                due.add((*at, "moved", door, person.pk))
        literature = loan.assignment.literature
        if version and version.withdrawn_at:
            due.add((*at, "script_withdrawn", None, None, version.withdrawn_at))
        if literature and literature.withdrawn_at:
            due.add((*at, "literature_withdrawn", None, None, literature.withdrawn_at))
    return due


def written_notices() -> set[tuple[Any, ...]]:
    """Those that are there; a notice about a person has no time to compare."""
    rows = Notice.objects.exclude(kind__in=BY_PEOPLE)
    fields = ("membership", "walk_list", "kind", "door", "person", "made_at")
    return {row[:-1] if row[4] else row for row in rows.values_list(*fields)}


def told() -> dict[Key, Change]:
    """The change log's word: every row, tombstones too."""
    return {(one.membership_id, one.collection, one.row): one for one in Change.objects.all()}
