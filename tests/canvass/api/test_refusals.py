"""What is refused over the API has a code of its own, by which a client knows what to say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from canvass.models import TrainingModule
from tests.canvass.dignity.shifts import make_shift
from tests.world import make_list, make_world
from turf.models import WalkList

pytestmark = pytest.mark.django_db
WORDS = {"title": {"en": "Safety", "es": "Seguridad"}, "text": {"en": "Go", "es": "Vaya"}}


@pytest.fixture
def world():
    return make_world()


def refused(client, path, body=None, method="post"):
    """Send what is refused; return status and code."""
    send = getattr(client, method)
    answer = send(f"/api/v1/{path}", body or {}, content_type="application/json")
    return answer.status_code, answer.json()["code"]


def test_who_lacks_a_module_gets_no_list_that_asks_for_it(world):
    walk_list = make_list(world.campaign, world.turf.cut, 3)[2]
    director = world.by_session("director")
    made = director.post(
        "/api/v1/training/modules/", {"topic": "safety"} | WORDS, content_type="application/json"
    )
    asks = {"modules": [made.json()["id"]]}
    url = f"/api/v1/walk-lists/{walk_list.pk}/required-modules/"
    assert director.put(url, asks, content_type="application/json").status_code == 200
    body = {"campaign": world.campaign.slug, "number": walk_list.number}
    body["holders"] = [world.canvasser.pk]
    assert refused(world.by_session("lead"), "assignments/", body) == (400, "training_missing")


def test_nobody_signs_off_their_own_training(world):
    module = TrainingModule.objects.create(
        organization=world.organization, topic="safety", number=1, **WORDS
    )
    body = {"module": module.pk, "member": world.members["lead"].pk}
    lead = world.by_session("lead")
    assert refused(lead, "training/sign-offs/", body) == (400, "own_sign_off")


def test_nobody_comes_before_time_or_goes_before_they_came(world):
    starts_at = timezone.now() + timedelta(hours=4)
    shift = make_shift(world.campaign, world.canvasser, starts_at=starts_at)
    phone, path = world.by_token("canvasser"), f"shifts/{shift.pk}"
    assert refused(phone, f"{path}/check-in/") == (400, "shift_not_now")
    assert refused(phone, f"{path}/check-out/") == (400, "not_checked_in")
    later = {"at": (starts_at + timedelta(hours=1)).isoformat()}
    assert refused(phone, f"{path}/check-in/", later) == (400, "shift_not_now")


@pytest.mark.parametrize("role", ["canvasser", "analyst", "compliance"])
def test_who_does_not_lead_is_no_lead(world, role):
    shift = make_shift(world.campaign, world.canvasser)
    body = {"lead": world.members[role].pk}
    phone = world.by_token("canvasser")
    assert refused(phone, f"shifts/{shift.pk}/lead/", body, "put") == (400, "no_such_lead")


@pytest.mark.parametrize("verb", ["rest", "close"])
def test_a_list_that_is_lent_is_still_out(world, verb):
    path = f"walk-lists/{world.walk_list.pk}/{verb}/"
    assert refused(world.by_session("lead"), path) == (409, "still_out")


def test_a_list_that_was_closed_is_handed_out_and_gone_on_with_no_more(world):
    walk_list, lead = make_list(world.campaign, world.turf.cut, 3)[2], world.by_session("lead")
    assert lead.post(f"/api/v1/walk-lists/{walk_list.pk}/close/").status_code == 200
    body = {"campaign": world.campaign.slug, "number": walk_list.number}
    body["holders"] = [world.canvasser.pk]
    assert refused(lead, "assignments/", body) == (409, "list_closed")
    assert refused(lead, f"walk-lists/{walk_list.pk}/rest/") == (409, "list_closed")


def test_a_list_whose_doors_are_on_another_one_is_not_put_back(world):
    director, reason = world.by_session("director"), {"reason": "Taps of a training"}
    walk_list = make_list(world.campaign, world.turf.cut, 3)[2]
    path = f"walk-lists/{walk_list.pk}"
    json = {"content_type": "application/json"}
    assert director.post(f"/api/v1/{path}/roll-back/", reason, **json).status_code == 200
    again = {"cut": world.turf.cut.pk, "number": 1}
    assert director.post("/api/v1/rounds/", again, **json).status_code == 201
    assert WalkList.objects.filter(round=walk_list.round_id).count() == 2
    assert refused(director, f"{path}/put-back/", reason) == (409, "doors_taken")


def test_what_no_round_takes_is_refused_by_name(world):
    body = {"cut": world.turf.cut.pk, "number": 2, "take": ["complete"]}
    answer = world.by_session("director").post(
        "/api/v1/rounds/", body, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "cannot_take")
    assert "not_home" in answer.json()["message"]
