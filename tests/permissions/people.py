"""Who may call what: phones and how they are enrolled, and the members."""

from uuid import uuid4

from tests import factories as make
from tests.permissions.row import (
    ALL,
    DONE,
    LEADS,
    LEADS_MADE,
    MADE,
    NO_LEADS,
    OTHER_LEADS,
    REVIEW_MADE,
    SHARED,
    UNKNOWN,
    Told,
    at_desk,
    by_phone,
    five,
    four,
    one,
    table,
)
from tests.permissions.targets import code, code_to_type, person, phone, seat

ADMINS, NO_ADMINS = at_desk("200 403 403 403 403 403"), at_desk("404 403 403 403 403 403")
LAST = at_desk("409 403 403 403 403 403")
NAME = {"name": "phone 7"}
ANA, NEW_ROLE = {"chosen_name": "Ana", "role": "canvasser"}, {"role": "lead"}
CANVASSERS = "404 404 404 200 404 404"
ANYBODY = Told(MADE, MADE, anonymous=201, stranger=201, revoked=401)


def sole_admin(world, member):
    return world.members["admin"]


def new_code(world):
    return {"code": code_to_type(world), "name": "phone", "key": str(uuid4())}


def for_canvasser(world):
    return {"members": [world.canvasser.pk]}


def sheet(world):
    """Make a sheet of one code."""
    return {"sheet": str(make.make_code(world.canvasser, sheet=uuid4()).sheet)}


def user(phone):
    return {"member": phone.tokens.get().membership_id}


ROWS = table(
    one("post", "report-device", by_phone(DONE, revoked=204), sends={"unsent": 0}),
    one("post", "answer-code", ANYBODY, sends=new_code),
    one("get", "enrolmentcode-list", LEADS),
    one("post", "enrolmentcode-list", LEADS_MADE, sends=for_canvasser),
    five("post", "enrolmentcode-revoke", code, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    one("post", "enrolmentcode-revoke-sheet", LEADS, sends=sheet),
    one("get", "device-list", LEADS),
    five("get", "device-detail", phone, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    five("post", "device-revoke", phone, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    five("post", "device-wipe", phone, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    five("post", "device-rename", phone, LEADS, SHARED, OTHER_LEADS, NO_LEADS, sends=NAME),
    five("post", "device-revoke-person", phone, LEADS, SHARED, OTHER_LEADS, NO_LEADS, sends=user),
    one("get", "own-device-list", ALL),
    four("post", "own-device-revoke", phone, CANVASSERS, UNKNOWN, UNKNOWN),
    four("post", "erase-person", person, ADMINS, SHARED, NO_ADMINS),
    one("get", "membership-list", LEADS),
    one("post", "membership-list", at_desk(REVIEW_MADE), sends=ANA),
    five("get", "membership-detail", seat, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    four("post", "membership-role", seat, ADMINS, SHARED, NO_ADMINS, sends=NEW_ROLE),
    four("post", "membership-end", seat, ADMINS, SHARED, NO_ADMINS),
    one("post", "membership-role", LAST, kind="sole admin's", thing=sole_admin, sends=NEW_ROLE),
    one("post", "membership-end", LAST, kind="sole admin's", thing=sole_admin),
)
