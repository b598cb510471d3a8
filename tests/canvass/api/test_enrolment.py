"""Enrolment, phones and members over HTTP: codes give tokens and never a voter."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from canvass.models import AuditEntry, Device, EnrolmentCode
from tests import factories as make
from tests.world import make_world
from turf.models import Role

pytestmark = pytest.mark.django_db

ENROL = "/api/v1/enrolment/"


@pytest.fixture
def world():
    return make_world()


def code_for(client, *members, **more):
    response = client.post(
        "/api/v1/enrolment-codes/",
        {"members": [member.pk for member in members]} | more,
        content_type="application/json",
    )
    assert response.status_code == 201, response.content
    return response.json()


def answer(code, client=None, **more):
    sent = {"code": code, "name": "Moto", "key": str(uuid.uuid4())} | more
    return (client or Client()).post(ENROL, sent, content_type="application/json")


def with_token(token):
    return Client(headers={"Authorization": f"Token {token}"})


def test_a_lead_makes_a_code_and_a_phone_answers_it_with_a_token_that_works(world):
    [made] = code_for(world.by_session("lead"), world.canvasser)
    assert made["link"] == f"http://testserver/#enrol={made['code'].replace('-', '')}"
    assert made["qr_svg"].startswith("<svg")

    told = answer(made["code"]).json()

    assert told["member"] == world.canvasser.pk
    lists = with_token(told["token"]).get("/api/v1/walk-lists/").json()["results"]
    assert [one["id"] for one in lists] == [str(world.walk_list.pk)]
    assert set(told) == {
        "device",
        "token",
        "member",
        "chosen_name",
        "role",
        "organization",
        "server_time",
        "clock_off_s",
        "warnings",
    }


def test_no_answer_to_a_code_holds_a_voter(world):
    [made] = code_for(world.by_session("lead"), world.canvasser)
    body = answer(made["code"]).content.decode()
    for person in world.walk_list.listed_doors.first().people.all():
        assert person.person.family_name not in body
    assert world.walk_list.listed_doors.first().address not in body


@pytest.mark.parametrize(
    ("clock", "is_warned"),
    [
        ("", False),
        (timedelta(days=365), True),
        (timedelta(days=-365), True),
        ("9999-12-31T23:59:59-14:00", True),
        ("yesterday", True),
        ("2026-10-03T12:00:00", True),
    ],
)
def test_a_clock_however_far_off_keeps_no_phone_out_and_is_told(world, clock, is_warned):
    if isinstance(clock, timedelta):
        clock = (timezone.now() + clock).isoformat()
    [made] = code_for(world.by_session("lead"), world.canvasser)
    response = answer(made["code"], clock=clock)
    assert response.status_code == 201
    assert response.json()["warnings"] == (["clock_off"] if is_warned else [])
    assert response.json()["server_time"]


def test_a_second_person_shares_a_phone_by_sending_its_token_along(world):
    colleague = make.make_member(world.organization, Role.CANVASSER)
    lead = world.by_session("lead")
    first, second = code_for(lead, world.canvasser, colleague)
    one = answer(first["code"]).json()
    other = answer(second["code"], with_token(one["token"])).json()
    assert one["device"] == other["device"]
    [phone] = [
        p for p in lead.get("/api/v1/devices/").json()["results"] if p["id"] == one["device"]
    ]
    assert [person["member"] for person in phone["people"]] == [world.canvasser.pk, colleague.pk]

    lead.post(
        f"/api/v1/devices/{one['device']}/revoke-person/",
        {"member": world.canvasser.pk},
        content_type="application/json",
    )

    refused = with_token(one["token"]).get("/api/v1/walk-lists/")
    assert (refused.status_code, refused.json()["code"]) == (401, "device_revoked")
    assert with_token(other["token"]).get("/api/v1/walk-lists/").status_code == 200
    still = with_token(one["token"]).get("/api/v1/sync/receipt")
    assert (still.status_code, still["X-Device-State"]) == (200, "revoked")


@pytest.mark.parametrize(
    ("code", "status", "word"),
    [
        ("short", 400, "code_unreadable"),
        ("ZZZZ-ZZZZ-ZZZZ", 400, "code_unknown"),
    ],
)
def test_what_is_no_code_is_said_to_be_none(world, code, status, word):
    response = answer(code)
    assert (response.status_code, response.json()["code"]) == (status, word)


def test_a_code_answered_twice_and_guesses_without_end_are_told_apart(world):
    [made] = code_for(world.by_session("lead"), world.canvasser)
    answer(made["code"])
    assert (answer(made["code"]).status_code, answer(made["code"]).json()["code"]) == (
        409,
        "code_answered",
    )
    for _ in range(12):
        last = answer(made["code"])
    assert (last.status_code, last.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(last["Retry-After"]) <= 601


def test_a_sheet_is_listed_without_its_codes_and_taken_back_as_a_whole(world):
    lead = world.by_session("lead")
    colleague = make.make_member(world.organization, Role.CANVASSER)
    made = code_for(lead, world.canvasser, colleague, is_sheet=True)
    listed = lead.get("/api/v1/enrolment-codes/")
    for one in made:
        assert one["code"] not in listed.content.decode()
        assert one["code"].replace("-", "") not in listed.content.decode()

    revoked = lead.post(
        "/api/v1/enrolment-codes/revoke-sheet/",
        {"sheet": made[0]["sheet"]},
        content_type="application/json",
    )

    assert revoked.json() == {"revoked": 2}
    assert answer(made[0]["code"]).json()["code"] == "code_revoked"


def test_a_lead_makes_no_code_for_a_director_and_sees_none(world):
    lead, director = world.by_session("lead"), world.members["director"]
    refused = lead.post(
        "/api/v1/enrolment-codes/", {"members": [director.pk]}, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "may_not_enrol")
    [made] = code_for(world.by_session("admin"), director)
    assert answer(made["code"]).json()["code"] == "code_for_desk"
    assert lead.get("/api/v1/enrolment-codes/").json()["results"] == []
    roles = {one["role"] for one in lead.get("/api/v1/members/").json()["results"]}
    assert roles == {"lead", "canvasser"}


def test_who_works_at_a_desk_makes_a_code_for_their_own_phone_there(world):
    auditor = world.members["compliance"]
    [made] = code_for(world.by_session("compliance"), auditor)
    assert answer(made["code"]).json()["role"] == "compliance"
    sent = {"members": [auditor.pk]}
    refused = world.by_token("compliance").post(
        "/api/v1/enrolment-codes/", sent, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "may_not_enrol")


def test_a_canvasser_sees_each_phone_that_is_known_as_theirs_and_lets_one_go(world):
    mine = world.by_token("canvasser")
    [made] = code_for(world.by_session("lead"), world.canvasser)
    clone = with_token(answer(made["code"], name="not mine").json()["token"])
    assert clone.get("/api/v1/walk-lists/").status_code == 200

    phones = mine.get("/api/v1/devices/own/").json()["results"]

    assert {phone["name"]: phone["is_this"] for phone in phones} == {
        world.canvasser_device.name: True,
        "not mine": False,
    }
    pulled = mine.get("/api/v1/sync/notices/pull").json()["documents"]
    assert [notice["kind"] for notice in pulled] == ["phone_enrolled"]
    [other] = [phone["id"] for phone in phones if not phone["is_this"]]
    assert mine.post(f"/api/v1/devices/own/{other}/revoke/").json()["revoked_at"]
    assert clone.get("/api/v1/walk-lists/").status_code == 401
    colleagues = make.make_device(world.organization)
    assert mine.post(f"/api/v1/devices/own/{colleagues.pk}/revoke/").status_code == 404


def test_a_phone_is_told_to_wipe_obeys_and_opens_nothing_any_more(world):
    lead, phone = world.by_session("lead"), world.by_token("canvasser")
    device = world.canvasser_device
    assert lead.post(f"/api/v1/devices/{device.pk}/wipe/").json()["state"] == "wipe"
    said = {"unsent": 2, "app_version": "1.2", "is_wiped": True}
    report = phone.post("/api/v1/sync/report", said, content_type="application/json")
    assert (report.status_code, report["X-Device-State"]) == (204, "wipe")
    assert phone.get("/api/v1/sync/receipt").status_code == 200
    phone.post("/api/v1/sync/report", said | {"unsent": 0}, content_type="application/json")
    assert phone.get("/api/v1/sync/receipt").status_code == 401
    assert lead.get(f"/api/v1/devices/{device.pk}/").json()["unsent_reported"] == 0


def test_an_admin_invites_changes_and_ends_and_a_phone_does_none_of_it(world):
    admin = world.by_session("admin")
    sent = {"chosen_name": "Quetzalina", "role": "canvasser"}
    invited = admin.post("/api/v1/members/", sent, content_type="application/json").json()
    assert invited["member"]["role"] == "canvasser"
    assert (
        EnrolmentCode.objects.get(pk=invited["code"]["id"]).membership_id
        == (invited["member"]["id"])
    )
    url = f"/api/v1/members/{invited['member']['id']}/"
    for by, status in (("director", 403), ("admin", 200)):
        response = world.by_session(by).post(
            f"{url}role/", {"role": "lead"}, content_type="application/json"
        )
        assert response.status_code == status
    assert admin.post(f"{url}end/").json()["is_active"] is False
    phone = world.by_token("admin")
    for path in ("/api/v1/members/", f"{url}role/", f"{url}end/"):
        assert phone.post(path, sent, content_type="application/json").status_code == 403
    own = f"/api/v1/members/{world.members['admin'].pk}/end/"
    assert (admin.post(own).status_code, admin.post(own).json()["code"]) == (409, "last_admin")


def test_a_push_writes_nothing_into_the_audit(world):
    phone = world.by_token("canvasser")
    phone.post("/api/v1/sync/knocks/push", b"[]", content_type="application/json")
    assert not AuditEntry.objects.exists()
    assert Device.objects.filter(last_sync_at__isnull=False).exists()
