"""Who may call what: campaigns, precincts, cuts, turfs, and their editing."""

from tests.permissions.row import (
    ALL,
    GROUND,
    NO_GROUND,
    NO_REVIEW,
    NO_STOPS,
    REVIEW,
    REVIEW_MADE,
    SHARED,
    STOPS,
    UNKNOWN,
    four,
    one,
    table,
)
from tests.permissions.targets import campaign, cut, free_cut, free_turf, precinct, turf
from turf.services.lock_turf import lock_turf


def edited_cut(world, member):
    """Make a cut whose latest edit can be undone."""
    locked = free_turf(world, member)
    lock_turf(turf=locked, edited_by=world.members["director"].user)
    return locked.cut


def locked_turf(world, member):
    return edited_cut(world, member).turfs.earliest("pk")


def both_turfs(cut):
    return {"turfs": [turf.pk for turf in cut.turfs.order_by("pk")]}


def one_door(cut):
    """Ask for a door of the first turf to go to the second."""
    first, second = cut.turfs.order_by("pk")
    return {"doors": [first.stops.earliest("position").door_id], "to_turf": second.pk}


def less_ground(turf):
    """Draw the turf anew, without its last door."""
    west, south, east, north = turf.outline.extent
    east = turf.stops.latest("position").door.building.location.x - 0.0001
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return {"outline": {"type": "Polygon", "coordinates": [ring]}}


ROWS = table(
    one("get", "campaign-list", ALL),
    four("get", "campaign-detail", campaign, ALL, SHARED, UNKNOWN),
    one("get", "precinct-list", GROUND),
    four("get", "precinct-detail", precinct, GROUND, SHARED, NO_GROUND),
    one("get", "turf-list", GROUND),
    four("get", "turf-detail", turf, STOPS, SHARED, NO_STOPS),
    one("get", "cut-list", GROUND),
    four("get", "cut-detail", cut, GROUND, SHARED, NO_GROUND),
    four("get", "cut-edits", cut, STOPS, SHARED, NO_STOPS),
    four("post", "edit-cut-merge", free_cut, REVIEW_MADE, SHARED, NO_REVIEW, sends=both_turfs),
    four("post", "edit-cut-move-doors", free_cut, REVIEW_MADE, SHARED, NO_REVIEW, sends=one_door),
    four("post", "edit-cut-recut-unlocked", free_cut, REVIEW_MADE, SHARED, NO_REVIEW),
    four("post", "edit-cut-undo", edited_cut, REVIEW, SHARED, NO_REVIEW),
    four("post", "edit-turf-split", free_turf, REVIEW_MADE, SHARED, NO_REVIEW, sends={"into": 2}),
    four("post", "edit-turf-redraw", free_turf, REVIEW_MADE, SHARED, NO_REVIEW, sends=less_ground),
    four("post", "edit-turf-lock", free_turf, REVIEW_MADE, SHARED, NO_REVIEW),
    four("post", "edit-turf-unlock", locked_turf, REVIEW_MADE, SHARED, NO_REVIEW),
)
