"""What rows name: each finds or makes it in a world, for one of its canvassers."""

from uuid import uuid4

from django.contrib.gis.geos import MultiPolygon, Polygon
from django.utils import timezone

from canvass.models import Assignment, FoundDoor, Shift
from canvass.services.devices.make_enrolment_codes import make_enrolment_codes
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift
from turf.models import Person


def campaign(world, member):
    return world.campaign


def lent_list(world, member):
    """Find the list that the canvasser holds."""
    return world.walk_list if member == world.canvasser else world.colleague_list


def turf(world, member):
    """Find the turf that the canvasser walks."""
    return lent_list(world, member).round.turf


def precinct(world, member):
    return turf(world, member).precinct


def cut(world, member):
    return turf(world, member).cut


def door(world, member):
    """Find the first door that the canvasser knocks at."""
    return lent_list(world, member).listed_doors.earliest("position").door


def person(world, member):
    """Find somebody who lives there."""
    return Person.objects.filter(household__door=door(world, member)).earliest("pk")


def free_cut(world, member):
    """Make a cut of two turfs beside each other, of three doors each, that nobody walks."""
    ground = make.make_precinct(world.campaign.jurisdiction, boundary=make.square(row=1))
    west, south, east, north = ground.boundary.extent
    middle = (west + east) / 2
    doors, made = make.make_doors(ground, 6), make.make_cut(world.campaign)
    for side, begins, ends in ((doors[:3], west, middle), (doors[3:], middle, east)):
        half = MultiPolygon(Polygon.from_bbox((begins, south, ends, north)), srid=4326)
        make.make_turf(made, side, outline=half)
    return made


def free_turf(world, member):
    return free_cut(world, member).turfs.earliest("pk")


def free_list(world, member, **fields):
    """Freeze a list that nobody holds."""
    return make.make_walk_list(turf(world, member), **fields)


def loan(world, member):
    """Find the loan of the canvasser's list, or lend them one."""
    there = Assignment.objects.filter(holders=member).first()
    return there or make.make_assignment(free_list(world, member), member)


def offer(world, member):
    """Offer the canvasser one more list."""
    return make.make_assignment(free_list(world, member), member, state="offered")


def waiting_door(world, member):
    """Let the canvasser have found a door that waits for somebody to look."""
    return FoundDoor.objects.create(
        organization=world.organization,
        uid=uuid4(),
        walk_list=lent_list(world, member),
        content_hash="0" * 64,
        document={"building": None, "number": "", "street": "", "unit": ""},
        state="waiting",
        code="no_address",
        received_at=make.FROZEN_AT,
    )


def keep_away(world, member):
    """Let a household on the canvasser's list have asked not to be visited."""
    return make.make_keep_away(door(world, member))


def universe(world, member):
    return make.make_universe(world.campaign, opened_at=None)


def phone(world, member):
    """Make another phone that the canvasser is on."""
    made = make.make_device(world.organization)
    make.make_token(member, made)
    return made


def code(world, member):
    """Make a code for the canvasser."""
    return make.make_code(member)


def code_to_type(world):
    """Make a code for the canvasser, and return what they are shown of it once."""
    [(_, shown)] = make_enrolment_codes(
        members=[world.canvasser], made_by=world.members["lead"], made_at=timezone.now()
    )
    return str(shown)


def newcomer(world):
    """Make one more canvasser, who asks nothing."""
    return make.make_member(world.organization, "canvasser")


def seat(world, member):
    """Find the canvasser's place; that of who asks is to stay, so a newcomer's stands for it."""
    return newcomer(world) if member == world.canvasser else member


def led_by_another(world):
    """Make a canvasser who is in a shift that another lead leads now."""
    canvasser, lead = newcomer(world), make.make_member(world.organization, "lead")
    make_shift(world.campaign, canvasser, lead)
    return canvasser


def shift(world, member):
    """Find the shift that the canvasser is in, or plan one that starts now."""
    there = Shift.objects.filter(members__membership=member).first()
    return there or make_shift(world.campaign, member)
