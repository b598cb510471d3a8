"""D3: nobody can tell who declined an offer from who had it taken back, whatever they read."""

from datetime import timedelta

import pytest
from django.db import transaction

from canvass.models import Change, Notice, ScopeHead
from canvass.services.fading.fade_trails import fade_trails
from canvass.sync.state_hash import state_hash
from tests import factories as make
from tests.canvass.api.sync.phone import COLLECTIONS, PullingPhone
from tests.canvass.dignity.canaries import dump
from tests.canvass.dignity.conftest import NOW
from tests.world import make_list
from turf.models import Household

NIGHTS = 2


@pytest.fixture
def offered(world):
    """An offer of which the phone knows the list, a worked door and who asked not to be visited."""
    _, _, walk_list = make_list(world.campaign, world.turf.cut, 4)
    first = walk_list.listed_doors.first()
    first.worked_at = NOW
    first.save()
    Household.objects.filter(door__listed=first).update(do_not_knock_at=NOW)
    phone = PullingPhone(world.canvasser, world.canvasser_device)
    loan = make.make_assignment(walk_list, world.canvasser, state="offered")
    pull(phone)
    assert [len(phone.held[name]) for name in COLLECTIONS] == [2, 1, 1, 0]
    return phone, loan


def pull(phone):
    for collection in COLLECTIONS:
        phone.pull(collection)


def decline(world, phone, loan):
    assert phone.client.post(f"/api/v1/assignments/{loan.pk}/decline/").status_code == 204


def take_back(world, phone, loan):
    lead = world.by_session("lead")
    assert lead.post(f"/api/v1/assignments/{loan.pk}/take-back/").status_code == 200


def nights_after(world, phone, clock, end, loan, nights):
    """Let the offer end, the phone read it, and some nights go by; all that is there then."""
    with transaction.atomic():
        end(world, phone, loan)
        pull(phone)
        for night in range(1, nights + 1):
            fade_trails(organization=world.organization, at=NOW + timedelta(days=night))
        seen = sorted(dump(*NOT_OF_OFFERS).split(b"\n"))
        transaction.set_rollback(True)
    return seen


def sessions():
    from django.apps import apps

    return [model for model in apps.get_models() if model.__name__ in ("Session", "User")]


NOT_OF_OFFERS = sessions()
"""That somebody signed in is told by other means."""


@pytest.mark.parametrize("nights", [0, 1, NIGHTS])
def test_a_world_with_declines_and_one_with_take_backs_are_the_same(world, offered, clock, nights):
    phone, loan = offered
    held = {name: dict(documents) for name, documents in phone.held.items()}
    read = dict(phone.checkpoints)
    worlds = []
    for end in (decline, take_back):
        phone.held = {name: dict(documents) for name, documents in held.items()}
        phone.checkpoints = dict(read)
        worlds.append(nights_after(world, phone, clock, end, loan, nights))
    assert worlds[0] == worlds[1]
    assert len(worlds[0]) > 500


@pytest.mark.parametrize("end", [decline, take_back])
def test_after_two_nights_no_row_says_that_there_was_an_offer(world, offered, clock, end):
    phone, loan = offered
    end(world, phone, loan)
    pull(phone)
    assert [len(phone.held[name]) for name in COLLECTIONS] == [1, 0, 0, 0]
    assert Change.objects.filter(is_deleted=True).count() == 3
    for night in range(1, NIGHTS + 1):
        fade_trails(organization=world.organization, at=NOW + timedelta(days=night))
    assert not Change.objects.filter(is_deleted=True).exists()
    assert not Notice.objects.exists()
    [head] = ScopeHead.objects.filter(membership=world.canvasser, collection="walk_lists")
    left = Change.objects.filter(membership=world.canvasser, collection="walk_lists")
    assert head.state_hash == state_hash(left.values_list("row", "counted"))
    assert [phone.pull(name) for name in COLLECTIONS] == [[]] * len(COLLECTIONS)
    phone.device.refresh_from_db()
    assert phone.device.hash_mismatches == 0


def test_a_phone_that_was_away_meanwhile_reads_all_anew_and_holds_no_more(world, offered, clock):
    phone, loan = offered
    decline(world, phone, loan)
    for night in range(1, NIGHTS + 1):
        fade_trails(organization=world.organization, at=NOW + timedelta(days=night))
    fresh = phone.ask(
        "walk_lists",
        phone.checkpoints["walk_lists"],
        **{"X-Sync-State-Hash": phone.state_hash("walk_lists")},
    )
    assert [one["id"] for one in fresh.json()["documents"]] == [str(world.walk_list.pk)]


def test_what_a_loan_still_tells_of_is_not_forgotten_before_the_list_fades(world, clock):
    phone = PullingPhone(world.canvasser, world.canvasser_device)
    phone.pull()
    take_back(world, phone, world.assignment)
    phone.pull()
    for night in range(1, NIGHTS + 1):
        fade_trails(organization=world.organization, at=NOW + timedelta(days=night))
    assert Change.objects.filter(is_deleted=True, collection="walk_lists").count() == 1
    fade_trails(organization=world.organization, at=NOW + timedelta(days=31))
    assert not Change.objects.filter(row=str(world.walk_list.pk)).exists()
