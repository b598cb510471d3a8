"""D7: proof of work belongs to the worker; nobody is paid by door, ranked or scored."""

import csv
import json
from datetime import timedelta
from hashlib import sha256
from io import StringIO

import pytest
from django.apps import apps

from canvass.models import AuditEntry, ExportRecord, Knock, ShiftMember
from canvass.models.shift import Capacity
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.check_out import check_out
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift, place
from tests.canvass.services.knock_documents import Walk
from tests.permissions.served import served
from tests.world import make_world
from turf.models import ListedDoor

JUDGING = ("rank", "score", "leaderboard", "pay_per", "per_door", "quota", "rating")


def columns():
    return {
        f"{model._meta.db_table}.{field.name}"
        for app in ("turf", "canvass")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
    }


def test_no_table_and_no_address_ranks_or_scores_anybody():
    of_people = {one for one in columns() if not one.startswith("turf_cut.")}
    for word in JUDGING:
        assert not [one for one in of_people if word in one]
        assert not [one for one in served() if word in one]


@pytest.mark.django_db
def test_own_receipts_count_and_hash_and_hold_no_address(client):
    walk = Walk()
    walk.push(walk.not_home(0, device_seq=1), walk.spoke(1, device_seq=2, note="a word"))
    token = make.make_token(walk.member, walk.device)
    answer = client.get("/api/v1/receipts/", headers={"Authorization": f"Token {token}"})
    told = answer.json()
    [receipt] = told["receipts"]
    assert (receipt["received"], receipt["contiguous_seq"]) == (2, 2)
    hashes = sorted(Knock.objects.values_list("content_hash", flat=True))
    assert told["hashes"] == hashes
    assert told["digest"] == sha256("".join(hashes).encode()).hexdigest()
    assert told["kept_days"] == 30
    assert sorted(told["fading"]) == ["en", "es"]
    assert told["fading"]["es"].startswith("30 días")
    for secret in (*ListedDoor.objects.values_list("address", flat=True), "a word", "Alma"):
        assert secret not in answer.content.decode()


@pytest.fixture
def worked(world, clock):
    """Let a paid canvasser and a volunteer work for three hours and a bit."""
    paid, volunteer = world.members["canvasser"], world.members["lead"]
    paid.user.chosen_name = "=HYPERLINK(1)"
    paid.user.save()
    shift = make_shift(world.campaign)
    place(shift, paid, Capacity.PAID, travel_minutes=25)
    place(shift, volunteer, Capacity.VOLUNTEER)
    for member in (paid, volunteer):
        check_in(shift=shift, membership=member, at=clock.now, now=clock.now)
    clock.pass_by(hours=3, seconds=1)
    for member in (paid, volunteer):
        check_out(shift=shift, membership=member, at=clock.now, now=clock.now)
    return shift


def rows(answer):
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.content.decode())))


def payroll(world, first="2026-10-01", last="2026-10-31", **more):
    query = {"first": first, "last": last} | more
    return world.by_session("director").get("/api/v1/hours/payroll/", query)


def test_own_hours_can_be_taken_away(world, worked):
    phone = world.by_token("canvasser")
    [told] = phone.get("/api/v1/hours/").json()
    assert (told["shift_minutes"], told["briefing_minutes"], told["travel_minutes"]) == (
        181,
        20,
        25,
    )
    assert told["total_minutes"] == 206
    assert told["checked_in_at"] == "2026-10-03T10:05:07-04:00"
    [row] = rows(phone.get("/api/v1/hours/", {"format": "csv"}))
    assert row["total_minutes"] == "206"
    assert [one["capacity"] for one in world.by_token("lead").get("/api/v1/hours/").json()] == [
        "volunteer"
    ]
    assert world.by_token("analyst").get("/api/v1/hours/").json() == []


def test_payroll_has_the_paid_by_week_and_period_and_runs_no_formula(world, worked):
    [row] = rows(payroll(world))
    assert row["name"] == "'=HYPERLINK(1)"
    assert (row["day"], row["week_starts"]) == ("2026-10-03", "2026-09-28")
    assert (row["period_starts"], row["period_ends"]) == ("2026-09-28", "2026-10-11")
    assert not {"doors", "knocks", "contacts"} & set(row)
    assert rows(payroll(world, "2026-10-04", "2026-10-31")) == []
    body = {"week_starts_on": 6, "period_days": 7, "period_anchor": "2026-01-04"}
    set_to = world.by_session("admin").put(
        "/api/v1/pay-calendar/", json.dumps(body), content_type="application/json"
    )
    assert set_to.json() == body
    [row] = rows(payroll(world))
    assert (row["week_starts"], row["period_ends"]) == ("2026-09-27", "2026-10-03")


def test_payroll_says_for_whom_it_is_and_is_on_record(world, worked):
    assert payroll(world, recipient="Even Pay Inc").json()["code"] == "recipient_unclear"
    told = {"recipient": "Even Pay Inc", "recipient_kind": "vendor", "purpose": "pays our people"}
    assert len(rows(payroll(world, **told))) == len(rows(payroll(world))) == 1
    ours, theirs = ExportRecord.objects.order_by("recipient_kind")
    assert (ours.kind, ours.recipient, ours.purpose) == ("hours", "own use", "payroll")
    assert (theirs.recipient, theirs.purpose, theirs.rows) == ("Even Pay Inc", told["purpose"], 1)
    assert theirs.made_by == world.members["director"]
    assert AuditEntry.objects.filter(kind="exported", facts__what="hours").count() == 2


def test_another_organizations_hours_are_not_there(world, worked):
    assert rows(payroll(make_world())) == []


def edit(world, shift, member, role="director", **changes):
    url = f"/api/v1/shifts/{shift.pk}/hours/"
    body = json.dumps({"member": member.pk} | changes)
    return world.by_session(role).post(url, body, content_type="application/json")


def test_an_edit_of_hours_waits_until_its_person_has_seen_it(world, worked, clock):
    member, phone = world.members["canvasser"], world.by_token("canvasser")
    longer = {"checked_out_at": (clock.now + timedelta(hours=1)).isoformat()}
    assert edit(world, worked, member, **longer).status_code == 200
    assert edit(world, worked, member, **longer).status_code == 200
    [told] = phone.get("/api/v1/hours/edits/").json()
    assert told["before"]["checked_out_at"] == "2026-10-03T17:05:08+00:00"
    assert told["after"]["checked_out_at"] == "2026-10-03T18:05:08+00:00"
    assert rows(payroll(world))[0]["edits_to_acknowledge"] == "1"
    url = f"/api/v1/hours/edits/{told['id']}/acknowledge/"
    assert world.by_session("lead").post(url).status_code == 404
    assert phone.post(url).json()["acknowledged_at"] is not None
    [row] = rows(payroll(world))
    assert (row["edits_to_acknowledge"], row["total_minutes"]) == ("0", "266")


def test_nobody_edits_their_own_hours_or_turns_them_round(world, worked, clock):
    lead = world.members["lead"]
    refused = edit(world, worked, lead, role="lead", travel_minutes=600)
    assert (refused.status_code, refused.json()["code"]) == (400, "own_hours")
    early = (clock.now - timedelta(days=1)).isoformat()
    refused = edit(world, worked, world.members["canvasser"], checked_out_at=early)
    assert (refused.status_code, refused.json()["code"]) == (400, "shift_ends_first")
    assert ShiftMember.objects.get(membership=lead).travel_minutes == 0
