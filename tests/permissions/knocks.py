"""Who may call what: the sync, what waits for a person, and what is counted."""

from django.utils import timezone

from canvass.models import Device, QuarantinedItem
from canvass.services.figures.keep_report import keep_report
from canvass.services.intake.store_intake import store_intake
from canvass.services.knocks.record_knocks import record_knocks
from tests import factories as make
from tests.canvass.services.knock_documents import not_home
from tests.permissions.row import (
    ALL,
    DONE,
    GROUND,
    NO_GROUND,
    NO_REVIEW,
    REVIEW,
    SHARED,
    UNKNOWN,
    at_desk,
    by_phone,
    four,
    one,
    table,
)
from tests.permissions.targets import campaign, door, lent_list
from turf.models import ListedDoor

GROUND_MADE = "201 201 201 403 201 403"
NOT_WITHHELD = "200 200 200 403 404 403"
SENDERS = "201 201 201 403 403 201"
REVIEWS, NO_REVIEWS = at_desk(REVIEW), at_desk(NO_REVIEW)
REASON = {"reason": "Looked at with who sent it."}


def by_slug(campaign):
    return {"campaign": campaign.slug}


def snapshot(world, member, *, is_withheld=False):
    """Keep a report of the world's campaign."""
    return keep_report(
        campaign=world.campaign, body="{}", as_of=make.FROZEN_AT, is_withheld=is_withheld
    )


def withheld_snapshot(world, member):
    return snapshot(world, member, is_withheld=True)


def waiting_item(world, member):
    """Let the canvasser have sent a knock at a door that is not on their list."""
    now = timezone.now()
    sent = {"device": world.canvasser_device, "membership": member, "sent_at": now}
    intake = store_intake(**sent, body=b"[]", received_at=now)
    knock = not_home(lent_list(world, member), door(world, member), knocked_at=now.isoformat())
    record_knocks(intake=intake, knocks=[knock | {"door": 10**9}])
    return QuarantinedItem.objects.latest("pk")


def mending(item):
    """Say that it was at the first door of the list."""
    listed = ListedDoor.objects.filter(walk_list=item.document["walk_list"]).earliest("position")
    return REASON | {"document": item.document | {"door": listed.door_id}}


def a_few_words(world):
    return {"member": world.canvasser.pk, "text": "Come back at six."}


def asked_to_wipe(world):
    """Ask every phone that is in use to forget everything; none made a knock."""
    own = Device.objects.for_organization(world.organization)
    own.filter(state="active").update(state="wipe")
    return {"made": 0}


def of(collection):
    return lambda world: {"collection": collection}


ROWS = table(
    four("get", "contact-rates", campaign, GROUND, SHARED, NO_GROUND, query=by_slug),
    four("post", "keep-snapshot", campaign, GROUND_MADE, SHARED, NO_GROUND, query=by_slug),
    four("get", "report-snapshot", snapshot, NOT_WITHHELD, SHARED, NO_GROUND),
    one("get", "report-snapshot", GROUND, kind="withheld", thing=withheld_snapshot),
    one("get", "quarantine-list", REVIEWS),
    four("get", "quarantine-detail", waiting_item, REVIEWS, SHARED, NO_REVIEWS),
    four("post", "quarantine-mend", waiting_item, REVIEWS, SHARED, NO_REVIEWS, sends=mending),
    four("post", "quarantine-rerun", waiting_item, REVIEWS, SHARED, NO_REVIEWS, sends=REASON),
    four("post", "quarantine-dismiss", waiting_item, REVIEWS, SHARED, NO_REVIEWS, sends=REASON),
    one("post", "notices", SENDERS, sends=a_few_words),
    one("get", "read-receipt", by_phone(ALL, revoked=200)),
    one("post", "confirm-wipe", by_phone(DONE, revoked=409), sends=asked_to_wipe),
    one("post", "push-knocks", by_phone(ALL, revoked=200), sends=[]),
    # The parameter is one of our words and names nobody's row: what is in it is the phone's own.
    one("get", "pull-changes", by_phone(ALL, revoked=200), names=of("walk_lists")),
    one("get", "pull-changes", by_phone(UNKNOWN, revoked=404), kind="no such", names=of("members")),
)
