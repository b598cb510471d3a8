"""Phones over a bad network: what they say they did is what the server has."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from canvass.models import Knock
from canvass.services.devices.enrol_device import enrol_device
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.offer_assignment import offer_assignment
from canvass.simulation.hours import Hours
from canvass.simulation.network import Faults
from canvass.simulation.shift import ShiftReport, run_shift
from tests.factories import (
    make_campaign,
    make_cut,
    make_doors,
    make_member,
    make_organization,
    make_person,
    make_precinct,
    make_script_version,
    make_turf,
    make_walk_list,
)
from turf.models import ListedDoor, Role

PHONES, DOORS = 4, 25
TERRIBLE = Faults(unsent=0.3, answer_lost=0.4, repeated=0.5)


@pytest.fixture
def shift(transactional_db, live_server) -> ShiftReport:
    """Four phones have worked a list each, over a network that loses every second answer."""
    campaign = make_campaign(make_organization())
    doors = make_doors(make_precinct(campaign.jurisdiction), PHONES * DOORS)
    for door in doors[::2]:
        make_person(door)
    cut, script = make_cut(campaign), make_script_version(campaign)
    now, tokens = timezone.now(), []
    for row in range(PHONES):
        walk_list = make_walk_list(make_turf(cut, doors[row * DOORS : (row + 1) * DOORS]))
        member = make_member(campaign.organization, Role.CANVASSER)
        offered = offer_assignment(
            walk_list=walk_list,
            holders=[member],
            script_version=script,
            offered_at=now - timedelta(hours=3),
            expires_at=now + timedelta(hours=9),
        )
        accept_assignment(assignment=offered, holder=member, at=now)
        tokens.append(enrol_device(membership=member, name=f"phone {row}")[1])
    server = urlsplit(live_server.url)
    return run_shift(
        server=(str(server.hostname), int(server.port or 0)),
        tokens=tokens,
        hours=Hours(began_at=now - timedelta(hours=3), ends_at=now, syncs_at=now),
        seed=7,
        faults=TERRIBLE,
    )


def test_nothing_is_lost_and_nothing_is_stored_twice(shift: ShiftReport) -> None:
    assert (shift.phones, shift.lists, shift.unsent, shift.quarantined) == (PHONES, PHONES, 0, 0)
    assert shift.knocks_made >= PHONES * DOORS
    assert shift.answers_lost > 0
    assert shift.sent_twice > 0
    assert shift.never_arrived > 0
    assert Knock.objects.count() == shift.knocks_made


def test_every_door_is_worked_and_each_has_one_knock_that_counts(shift: ShiftReport) -> None:
    assert not ListedDoor.objects.filter(worked_at__isnull=True).exists()
    counted = Knock.objects.filter(is_superseded=False)
    assert counted.count() == PHONES * DOORS
    assert counted.values("door").distinct().count() == PHONES * DOORS
