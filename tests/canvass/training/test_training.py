"""Whoever takes a list has done what it asks for; practice counts nowhere."""

import json
from datetime import timedelta

import pytest

from canvass.models import Assignment, Knock, SignOff, TrainingModule
from canvass.reports.contact_rates import contact_rates
from canvass.services.lending.offer_assignment import offer_assignment
from canvass.services.training.check_training import TrainingMissing
from canvass.services.training.require_modules import require_modules
from canvass.services.training.sign_off_module import OwnSignOff, sign_off_module
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk
from tests.world import make_list, make_world
from turf.models import ListedDoor, Membership
from turf.models.walk_list import ListKind

pytestmark = pytest.mark.django_db

WORDS = {"title": {"en": "Safety", "es": "Seguridad"}, "text": {"en": "Go", "es": "Vaya"}}


@pytest.fixture
def world():
    return make_world()


def send(client, path, method="post", **body):
    answer = getattr(client, method)
    return answer(f"/api/v1/{path}", json.dumps(body), content_type="application/json")


def publish(world, topic="safety", **words):
    answer = send(world.by_session("director"), "training/modules/", topic=topic, **WORDS | words)
    assert answer.status_code == 201
    return TrainingModule.objects.get(pk=answer.json()["id"])


def offer(walk_list, *holders):
    return offer_assignment(
        walk_list=walk_list,
        holders=holders,
        script_version=None,
        offered_at=NOON,
        expires_at=NOON + timedelta(hours=12),
    )


def test_the_same_words_are_one_module_and_others_the_next(world):
    assert publish(world) == publish(world)
    assert publish(world, text={"en": "Go home", "es": "A casa"}).number == 2
    half = send(
        world.by_session("director"),
        "training/modules/",
        topic="safety",
        title={"en": "x", "es": "y"},
        text={"en": "x"},
    )
    assert (half.status_code, half.json()["code"]) == (400, "languages_differ")
    said = {"title": {"\0": "x"}, "text": {"\0": "x"}}
    unnamed = send(world.by_session("director"), "training/modules/", topic="safety", **said)
    assert (unnamed.status_code, unnamed.json()["code"]) == (400, "languages_differ")


def test_a_list_that_asks_for_training_is_refused_naming_what_is_missing(world):
    safety, rule = publish(world), publish(world, "nonpartisan")
    _, _, walk_list = make_list(world.campaign, world.turf.cut, 3)
    one, other = (make.make_member(world.organization, "canvasser") for _ in range(2))
    path = f"walk-lists/{walk_list.pk}/required-modules/"
    asked = send(world.by_session("director"), path, "put", modules=[safety.pk, rule.pk])
    assert asked.json() == {"modules": [safety.pk, rule.pk]}
    for member, module in ((one, safety), (one, rule), (other, rule)):
        signed = send(
            world.by_session("lead"), "training/sign-offs/", module=module.pk, member=member.pk
        )
        assert signed.status_code == 201
    with pytest.raises(TrainingMissing) as refused:
        offer(walk_list, one, other)
    assert f"member {other.pk}: safety" in str(refused.value)
    assert f"member {one.pk}:" not in str(refused.value)
    assert not Assignment.objects.filter(walk_list=walk_list).exists()
    assert offer(walk_list, one).state == "offered"
    require_modules(walk_list=walk_list, modules=[])
    Assignment.objects.filter(walk_list=walk_list).delete()
    assert offer(walk_list, other).state == "offered"


def test_nobody_signs_off_their_own_and_the_first_one_stays(world):
    module, member, lead = publish(world), world.members["canvasser"], world.members["lead"]
    with pytest.raises(OwnSignOff):
        sign_off_module(module=module, member=lead, signed_by=lead, signed_at=NOON)
    later = NOON + timedelta(days=1)
    first = sign_off_module(module=module, member=member, signed_by=lead, signed_at=NOON)
    admin = world.members["admin"]
    assert sign_off_module(module=module, member=member, signed_by=admin, signed_at=later) == first
    assert SignOff.objects.get().signed_at == NOON
    assert len(world.by_token("canvasser").get("/api/v1/training/sign-offs/").json()) == 1
    assert world.by_token("analyst").get("/api/v1/training/sign-offs/").json() == []


def test_modules_of_others_cannot_be_named(world):
    theirs, lead = publish(make_world()), world.by_session("director")
    path = f"walk-lists/{world.walk_list.pk}/required-modules/"
    assert send(lead, path, "put", modules=[theirs.pk]).status_code == 404
    member = world.members["canvasser"].pk
    answer = send(lead, "training/sign-offs/", module=theirs.pk, member=member)
    assert answer.status_code == 404


def test_practice_goes_the_whole_way_and_counts_nowhere():
    real = Walk()
    before = contact_rates(campaign=real.campaign)
    practice = Walk(
        organization=real.organization,
        campaign=real.campaign,
        precinct=real.precinct,
        kind=ListKind.PRACTICE,
    )
    sent = [practice.spoke(0, device_seq=1), practice.not_home(1, device_seq=2)]
    assert {one.outcome.value for one in practice.push(*sent)} == {"applied"}
    assert Knock.objects.count() == 2
    assert practice.walk_list.listed_doors.exclude(worked_at=None).count() == 2
    after = contact_rates(campaign=real.campaign)
    assert (after.total, after.rows) == (before.total, before.rows)
    cut = practice.turf.cut
    assert not ListedDoor.objects.taken(cut, 1).exists()
    module = TrainingModule.objects.create(
        organization=real.organization, topic="app_practice", number=1, **WORDS
    )
    lead: Membership = make.make_member(real.organization, "lead")
    sign_off_module(module=module, member=practice.member, signed_by=lead, signed_at=NOON)
    _, _, walk_list = make_list(real.campaign, cut, 7)
    require_modules(walk_list=walk_list, modules=[module])
    assert offer(walk_list, practice.member).state == "offered"
    require_modules(walk_list=real.walk_list, modules=[module])
    Assignment.objects.filter(walk_list=real.walk_list).delete()
    with pytest.raises(TrainingMissing, match="app_practice"):
        offer(real.walk_list, real.member)
