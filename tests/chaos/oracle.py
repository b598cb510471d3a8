"""What each phone has to hold, asked of the tables directly: no log, no document is read."""

from typing import Any

from django.utils import timezone

from canvass.models import Assignment, Knock, Notice, QuarantinedItem
from turf.models import ListedDoor, Membership

Held = dict[str, dict[str, Any]]
"""By collection and id, what is looked at: a list's number, a door's state, a notice's kind, and
what became of a knock."""


def oracle(membership: Membership) -> Held:
    """What a phone of ``membership`` holds when it has heard everything."""
    loans = Assignment.objects.held_by(membership).live(timezone.now())
    lists = loans.values_list("walk_list")
    doors = ListedDoor.objects.filter(walk_list__in=lists, worked_at__isnull=False)
    waiting = QuarantinedItem.objects.filter(membership=membership).exclude(uid=None)
    applied = Knock.objects.filter(membership=membership)
    return {
        "walk_lists": {
            str(pk): number for pk, number in loans.values_list("walk_list", "walk_list__number")
        },
        "door_states": {str(pk): "done" for (pk,) in doors.values_list("pk")},
        "notices": {
            str(pk): kind
            for pk, kind in Notice.objects.filter(membership=membership).values_list("pk", "kind")
        },
        "knocks": {str(uid): state for uid, state in waiting.values_list("uid", "state")}
        | {str(uid): "applied" for (uid,) in applied.values_list("uid")},
    }


LOOKED_AT = {
    "walk_lists": "number",
    "door_states": "state",
    "notices": "kind",
    "knocks": "sync_state",
}


def looked_at(held: dict[str, dict[str, dict[str, Any]]]) -> Held:
    """The same of what a phone says it holds; a door that was left again is like one never done."""
    return {
        collection: {
            uid: document[LOOKED_AT[collection]]
            for uid, document in documents.items()
            if document.get("state") != "left"
        }
        for collection, documents in held.items()
    }
