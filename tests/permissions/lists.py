"""Who may call what: walk lists, loans, rounds, universes, and who is not to be knocked up."""

from uuid import uuid4

from tests import factories as make
from tests.permissions.row import (
    LEADS,
    LEADS_MADE,
    LISTS,
    NO_LEADS,
    NO_REVIEW,
    NOBODYS,
    NOT_THEIRS,
    OTHER_LEADS,
    REVIEW,
    REVIEW_MADE,
    SHARED,
    Told,
    at_desk,
    by_phone,
    five,
    four,
    one,
    table,
)
from tests.permissions.targets import (
    door,
    free_cut,
    free_list,
    keep_away,
    lent_list,
    loan,
    offer,
    universe,
    waiting_door,
)

OWN_LOAN = Told("404 404 404 200 403 403", LISTS)
A_COLLEAGUES = Told(NOBODYS, NOT_THEIRS)
HOLDERS = "404 404 404 200 403 403"
FINDS = "404 404 404 200 404 404"
LETS_GO = "404 404 404 204 403 403"
UNIVERSES, NO_UNIVERSES = "200 200 403 403 403 200", "404 404 403 403 403 404"
OPENED, NO_OPENED = at_desk("403 403 403 403 403 200"), at_desk("403 403 403 403 403 404")
ROLLED, NO_ROLLED = at_desk(REVIEW), at_desk(NO_REVIEW)
REASON = {"reason": "Two of its doors are one."}


def held_list(world, member):
    return free_list(world, member, held_at=make.FROZEN_AT)


def rolled_list(world, member):
    return free_list(world, member, state="rolled_back")


def new_door(found):
    """Say that it is a door that nobody knew of in the first building of the list."""
    known = found.walk_list.listed_doors.earliest("position").door
    return {"door": make.make_door(known.building, unit="9").pk}


def to_canvasser(world):
    """Hand a list out that nobody holds."""
    number = free_list(world, world.canvasser).number
    return {"campaign": world.campaign.slug, "number": number, "holders": [world.canvasser.pk]}


def first_round(world):
    return {"cut": free_cut(world, world.canvasser).pk, "number": 1}


def new_unit(world):
    """Tell a door that the canvasser found in a building of their list."""
    building = door(world, world.canvasser).building_id
    return {"id": str(uuid4()), "walk_list": str(world.walk_list.pk), "building": building}


def first_door(world):
    return {"door": door(world, world.canvasser).pk}


def everybody(world):
    """Save a universe of all who speak English."""
    return {"campaign": world.campaign.slug, "name": "all", "criteria": {"language": ["en"]}}


ROWS = table(
    one("get", "waiting-door-list", LEADS),
    four("post", "waiting-door-resolve", waiting_door, LEADS, SHARED, NO_LEADS, sends=new_door),
    four("post", "waiting-door-dismiss", waiting_door, LEADS, SHARED, NO_LEADS),
    one("get", "walklist-list", LISTS),
    four("get", "walklist-detail", lent_list, LISTS, NOT_THEIRS, NOBODYS),
    one("get", "assignment-list", LISTS),
    one("post", "assignment-list", LEADS_MADE, sends=to_canvasser),
    four("get", "assignment-detail", loan, OWN_LOAN, A_COLLEAGUES, NOBODYS),
    one("get", "holders", LEADS, query=lambda world: {"q": "user"}),
    four("post", "assignment-accept", offer, HOLDERS, NOBODYS, NOBODYS),
    four("post", "assignment-decline", offer, LETS_GO, NOBODYS, NOBODYS),
    four("post", "assignment-give-back", loan, HOLDERS, NOBODYS, NOBODYS),
    five("post", "assignment-take-back", loan, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    four("post", "list-review-rest", free_list, LEADS_MADE, SHARED, NO_LEADS),
    four("post", "list-review-close", free_list, LEADS, SHARED, NO_LEADS),
    four("post", "list-review-hold", lent_list, LEADS, SHARED, NO_LEADS, sends=REASON),
    four("post", "list-review-release", held_list, LEADS, SHARED, NO_LEADS, sends=REASON),
    four("post", "list-review-roll-back", lent_list, ROLLED, SHARED, NO_ROLLED, sends=REASON),
    four("post", "list-review-put-back", rolled_list, ROLLED, SHARED, NO_ROLLED, sends=REASON),
    four("get", "list-review-decisions", lent_list, LEADS, SHARED, NO_LEADS),
    four("get", "required-modules", lent_list, REVIEW, SHARED, NO_REVIEW),
    four("put", "required-modules", lent_list, REVIEW, SHARED, NO_REVIEW, sends={"modules": []}),
    one("post", "rounds", REVIEW_MADE, sends=first_round),
    # A phone delivers what it found on a list that was lent to who is on it, revoked or not.
    one("post", "found-doors", by_phone(FINDS, revoked=200), sends=new_unit),
    one("get", "keepaway-list", REVIEW),
    one("post", "keepaway-list", LEADS_MADE, sends=first_door),
    four("get", "keepaway-detail", keep_away, REVIEW, SHARED, NO_REVIEW),
    four("post", "keepaway-lift", keep_away, REVIEW, SHARED, NO_REVIEW, sends=REASON),
    four("post", "open-universe", universe, OPENED, SHARED, NO_OPENED),
    one("get", "universe-list", UNIVERSES),
    one("post", "universe-list", REVIEW_MADE, sends=everybody),
    four("get", "universe-detail", universe, UNIVERSES, SHARED, NO_UNIVERSES),
)
