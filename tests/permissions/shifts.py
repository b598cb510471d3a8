"""Who may call what: shifts, hours, letters, training, and what one says of oneself."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.edit_hours import edit_hours
from canvass.services.shifts.paper_token import BADGE, letter_token, token_of
from canvass.services.training.publish_module import publish_module
from tests import factories as make
from tests.canvass.dignity.shifts import place as give_place
from tests.permissions.row import (
    ALL,
    DONE,
    LEADS,
    LEADS_MADE,
    MADE,
    NO_LEADS,
    OTHER_LEADS,
    REVIEW,
    REVIEW_MADE,
    SHARED,
    UNKNOWN,
    Told,
    at_desk,
    five,
    four,
    one,
    table,
)
from tests.permissions.targets import campaign, free_list, newcomer, shift
from turf.models import Membership

IN_IT, NOT_IN_IT = "200 200 200 200 404 404", "200 200 200 404 404 404"
OWN_PLACE = "404 404 404 200 404 404"
NOT_LED = "200 200 404 404 404 404"
UNDONE, NOT_NOTED = "400 400 400 200 404 404", "400 400 400 404 404 404"
NOTHING_LED = "400 400 404 404 404 404"
REMOVED, OTHERS_REMOVED = "204 204 204 403 403 403", "204 204 404 403 403 403"
ANYBODY = Told(ALL, ALL, anonymous=200, stranger=200, revoked=200)
RAIN, WORDS = {"cause": "weather"}, {"answer": "It rained."}
MODULE = {"topic": "safety", "title": {"en": "Dogs"}, "text": {"en": "Leave the gate shut."}}
CALENDAR = {"week_starts_on": 0, "period_days": 14, "period_anchor": "2026-10-05"}


def shift_at_work(world, member):
    """Have the canvasser checked in by themselves."""
    planned, now = shift(world, member), timezone.now()
    check_in(shift=planned, membership=member, at=now, now=now)
    return planned


def shift_of_two(world, member):
    planned = shift(world, member)
    give_place(planned, newcomer(world))
    return planned


def shift_of_three(world, member):
    """Plan a shift of three without lists, and freeze as many."""
    planned = shift(world, member)
    for _ in range(3):
        free_list(world, member)
        give_place(planned, newcomer(world))
    return planned


def place(world, member):
    """Give the canvasser a place in a shift."""
    return shift_at_work(world, member).members.get(membership=member)


def hours_edit(world, member):
    """Edit the canvasser's hours."""
    return edit_hours(
        member=place(world, member),
        changes={"travel_minutes": 15},
        edited_by=world.members["lead"],
        edited_at=timezone.now(),
    )


def data_question(world, member):
    return make.make_data_question(world.campaign, member)


def who(shift):
    """Name the first of the shift."""
    return {"member": shift.members.earliest("pk").membership_id}


def unpaid(shift):
    return who(shift) | {"capacity": "volunteer"}


def pair(shift):
    first, second = shift.members.order_by("pk")[:2]
    return {"member": first.membership_id, "partner": second.membership_id}


def briefing(shift):
    return who(shift) | {"briefing_minutes": 30}


def the_lead(shift):
    lead = Membership.objects.get(organization=shift.organization, role="lead")
    return {"lead": lead.pk}


def new_shift(world):
    now = timezone.now()
    return {
        "id": str(uuid4()),
        "campaign": world.campaign.slug,
        "area": "West side",
        "starts_at": now.isoformat(),
        "ends_at": (now + timedelta(hours=4)).isoformat(),
    }


def press(world):
    return {"id": str(uuid4()), "pressed_at": timezone.now().isoformat()}


def sign_off(world):
    module = publish_module(organization=world.organization, **MODULE)
    return {"module": module.pk, "member": world.canvasser.pk}


def in_october(world):
    return {"first": "2026-10-01", "last": "2026-10-31"}


def of_letter(place):
    token = letter_token(bytes(place.salt), 0)
    return {"organization": place.organization.slug, "token": token}


def of_badge(place):
    token = token_of(bytes(place.salt), BADGE)
    return {"organization": place.organization.slug, "token": token}


ROWS = table(
    one("get", "shift-list", ALL),
    one("post", "shift-list", LEADS_MADE, sends=new_shift),
    five("get", "shift-detail", shift, IN_IT, NOT_IN_IT, NOT_LED, UNKNOWN),
    five("post", "shift-start", shift, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    five("post", "shift-end", shift, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    five("post", "shift-cancel", shift, LEADS, SHARED, OTHER_LEADS, NO_LEADS, sends=RAIN),
    five("post", "shift-place", shift, LEADS, SHARED, OTHER_LEADS, NO_LEADS, sends=unpaid),
    five("post", "shift-remove", shift, REMOVED, SHARED, OTHERS_REMOVED, NO_LEADS, sends=who),
    five("post", "shift-pair", shift_of_two, LEADS, SHARED, OTHER_LEADS, NO_LEADS, sends=pair),
    five("post", "shift-propose", shift_of_three, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    five("post", "check-in", shift, IN_IT, NOT_IN_IT, NOT_LED, UNKNOWN, sends=who),
    five("post", "check-out", shift_at_work, IN_IT, NOT_IN_IT, NOT_LED, UNKNOWN, sends=who),
    # Only who noted it takes it back: of what the canvasser noted, a lead has nothing to undo.
    five("post", "undo-note", shift_at_work, UNDONE, NOT_NOTED, NOTHING_LED, UNKNOWN, sends=who),
    four("put", "choose-lead", shift, OWN_PLACE, UNKNOWN, UNKNOWN, sends=the_lead),
    four("get", "leads", shift, OWN_PLACE, UNKNOWN, UNKNOWN),
    five("get", "shift-morning", shift, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    five("get", "shift-evening", shift, LEADS, SHARED, OTHER_LEADS, NO_LEADS),
    four("get", "shift-letter", shift, OWN_PLACE, UNKNOWN, UNKNOWN),
    four("get", "shift-badge", shift_at_work, OWN_PLACE, UNKNOWN, UNKNOWN),
    five("post", "edit-hours", shift_at_work, LEADS, SHARED, OTHER_LEADS, NO_LEADS, sends=briefing),
    one("get", "own-hours", ALL),
    one("get", "paid-hours", at_desk(REVIEW), query=in_october),
    one("get", "hours-edits", ALL),
    four("post", "acknowledge-hours", hours_edit, OWN_PLACE, UNKNOWN, UNKNOWN),
    one("get", "pay-calendar", REVIEW),
    one("put", "pay-calendar", REVIEW, sends=CALENDAR),
    one("get", "leaves", ALL),
    one("post", "leaves", MADE, sends=press),
    one("get", "own-receipts", ALL),
    one("get", "own-data-questions", ALL),
    one("get", "dataquestion-list", LEADS),
    four("put", "answer-data-question", data_question, OWN_PLACE, UNKNOWN, UNKNOWN, sends=WORDS),
    four("get", "availability", campaign, ALL, SHARED, UNKNOWN),
    four("put", "availability", campaign, ALL, SHARED, UNKNOWN, sends={"no_dogs": True}),
    four("delete", "availability", campaign, DONE, SHARED, UNKNOWN),
    one("get", "training-modules", ALL),
    one("post", "training-modules", REVIEW_MADE, sends=MODULE),
    one("get", "training-sign-offs", ALL),
    one("post", "training-sign-offs", LEADS_MADE, sends=sign_off),
    # Whoever is shown one may look; of what is nobody's these say so.
    four("get", "letter", place, ANYBODY, SHARED, ANYBODY, names=of_letter),
    four("get", "badge", place, ANYBODY, SHARED, ANYBODY, names=of_badge),
)
