"""D2: what somebody declared is in no dump, no log, no answer and no export, in whatever format."""

import json
import logging
from contextlib import suppress
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.management import call_command

from canvass.models import Knock, SealedAvailability
from canvass.services.availability.forget_availability import forget_availability
from canvass.services.availability.seal_field import PADDED_BYTES
from tests import factories as make
from tests.canvass.dignity.canaries import declare, found_among_random_bytes, found_in
from tests.canvass.dignity.shifts import make_shift
from tests.canvass.dignity.whole_dump import whole_dump
from tests.canvass.services.knock_documents import Walk
from tests.world import make_list

LOGGERS = ("", "django", "django.db.backends", "django.request", "stoop", "stoop.errors")
PLANTED = "Quetzalina"


@pytest.fixture
def declared(world, nobody_sits_out):
    """A crew of three, with lists that are ready, of whom the canvasser declared everything."""
    others = [make.make_member(world.organization, "canvasser") for _ in range(2)]
    shift = make_shift(world.campaign, world.canvasser, *others)
    lists = [make_list(world.campaign, world.turf.cut, 5 + column)[2] for column in range(3)]
    world.assignment.delete()
    assert declare(world, world.by_token("canvasser")).status_code == 200
    return shift, lists


def post(client, path, **body):
    cache.clear()  # the clock stands still, so that throttles would never start anew
    return client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json")


def everything_with_shifts_and_offers(world, shift, lists):
    """Do all that touches shifts and offers, as those who may; the answers."""
    lead, phone = world.by_session("lead"), world.by_token("canvasser")
    answers = [post(lead, f"shifts/{shift.pk}/propose/")]
    assert [one["state"] for one in answers[0].json()] == ["offered"] * 3
    offers = phone.get("/api/v1/assignments/", {"state": "offered"})
    [own] = [one["id"] for one in offers.json()["results"]]
    start = {"campaign": world.campaign.slug, "number": lists[0].number}
    answers += [
        offers,
        post(phone, f"assignments/{own}/accept/"),
        post(phone, f"assignments/{own}/decline/"),
        post(phone, f"assignments/{own}/return/"),
        post(lead, "assignments/", **start, holders=[world.canvasser.pk]),
        lead.get("/api/v1/holders/", {"q": "user"}),
        post(lead, f"shifts/{shift.pk}/start/"),
        post(phone, f"shifts/{shift.pk}/check-in/"),
        post(phone, f"shifts/{shift.pk}/lead/", lead=world.members["lead"].pk),
        lead.get(f"/api/v1/shifts/{shift.pk}/morning/"),
        lead.get(f"/api/v1/shifts/{shift.pk}/evening/"),
        post(lead, f"shifts/{shift.pk}/propose/"),
        post(lead, f"shifts/{shift.pk}/pair/", members=[world.canvasser.pk]),
        post(phone, f"shifts/{shift.pk}/check-out/"),
        post(lead, f"shifts/{shift.pk}/end/"),
        post(lead, f"shifts/{shift.pk}/cancel/", cause="weather"),
    ]
    answers += [
        post(lead, f"assignments/{one}/take-back/")
        for one in [loan["id"] for loan in lead.get("/api/v1/assignments/").json()["results"]]
    ]
    assert not any(answer.status_code >= 500 for answer in answers)
    return answers


def test_no_answer_about_shifts_and_offers_holds_a_canary(world, declared):
    answers = everything_with_shifts_and_offers(world, *declared)
    assert sum(answer.status_code < 300 for answer in answers) > 12
    assert [answer.request["PATH_INFO"] for answer in answers if found_in(answer.content)] == []


def test_no_log_holds_a_canary_whatever_opens_it(world, declared, caplog, count_queries):
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name)
    phone, url = world.by_token("canvasser"), f"/api/v1/availability/{world.campaign.slug}/"

    def all_that_opens():
        everything_with_shifts_and_offers(world, *declared)
        declare(world, phone)
        assert found_in(phone.get(url).content)
        declare(world, phone)
        declare(world, phone, home_by="19:37h")
        phone.delete(url)

    # Counting queries makes the database log each of them with what it was given.
    count_queries(all_that_opens)
    assert "canvass_sealedavailability" in caplog.text
    assert found_in(caplog.text) == []


@pytest.mark.django_db(transaction=True)
def test_what_the_server_itself_writes_out_holds_no_canary(world, declared):
    person = world.walk_list.listed_doors.first().people.first().person
    person.given_name = PLANTED
    person.save()
    own = SealedAvailability.objects.filter(key__membership=world.canvasser)
    sealed = {bytes(row.sealed) for row in own}
    dumped = whole_dump()
    assert PLANTED.encode() in dumped
    # What is sealed is in it, so that a canary beside it would be too.
    assert all(len(one) > PADDED_BYTES // 2 and one[:64] in dumped for one in sealed)
    assert found_among_random_bytes(dumped) == []
    everything_with_shifts_and_offers(world, *declared)
    forget_availability(membership=world.canvasser, campaign=world.campaign)
    after = whole_dump()
    assert not any(one[:64] in after for one in sealed)
    assert found_among_random_bytes(after) == []


@pytest.fixture
def worked(world, declared):
    """Somebody who declared walked a list, for pay."""
    walk = Walk(organization=world.organization, campaign=world.campaign, precinct=world.precinct)
    walk.member, walk.device = world.canvasser, world.canvasser_device
    make.AssignmentHolder.objects.filter(assignment=walk.assignment).update(membership=walk.member)
    walk.push(walk.spoke(0), walk.spoke(1, "refused"), walk.not_home(2))
    assert Knock.objects.count() == 3
    shift, _ = declared
    lead, phone = world.by_session("lead"), world.by_token("canvasser")
    post(lead, f"shifts/{shift.pk}/start/")
    post(phone, f"shifts/{shift.pk}/check-in/")
    return walk


def unzipped(content):
    with ZipFile(BytesIO(content)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def test_no_export_holds_a_canary_in_any_format(world, worked, clock, tmp_path):
    slug, written = world.campaign.slug, {}
    for form in ("table", "csv", "json"):
        out = StringIO()
        call_command("report", "--campaign", slug, "--format", form, stdout=out)
        written[f"report {form}"] = out.getvalue().encode()
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"contact_type": 2, "results": {"complete": 1, "refused": 2}}))
    for form in ("van_csv", "van_json", "osdi"):
        file = tmp_path / form
        given = [] if form == "van_csv" else ["--mapping", str(mapping)]
        # Ends with 3 where the mapping does not know all: what it knows is written.
        with suppress(SystemExit):
            call_command(
                "export_canvass", "--campaign", slug, "--format", form, "--out", str(file), *given,
                stdout=StringIO(), stderr=StringIO(),
            )  # fmt: skip
        written[form] = file.read_bytes()
    for form in ("csv", "geojson"):
        file = tmp_path / f"lists.{form}"
        call_command(
            "export_walk_lists", "--campaign", slug, "--format", form, "--out", str(file),
            stdout=StringIO(), stderr=StringIO(),
        )  # fmt: skip
        written[f"walk lists {form}"] = file.read_bytes()
    director = world.by_session("director")
    ours = {"campaign": slug, "by": "precinct", "recipient": "own use", "purpose": "canvass"}
    for form in ("json", "csv", "xlsx", "geojson"):
        cache.clear()
        answer = director.get("/api/v1/reports/contact-rates/", ours | {"format": form})
        assert answer.status_code == 200, answer.content
        content = b"".join(answer) if answer.streaming else answer.content
        written[f"rates {form}"] = unzipped(content) if form == "xlsx" else content
    day = clock.now.date()
    span = {"first": day.isoformat(), "last": (day + timedelta(days=1)).isoformat()}
    payroll = director.get("/api/v1/hours/payroll/", span)
    assert payroll.status_code == 200, payroll.content
    written["payroll"] = payroll.content
    out = StringIO()
    call_command("dumpdata", stdout=out)
    written["dumpdata"] = out.getvalue().encode()

    assert len(written) == 14
    assert {name: len(one) for name, one in written.items() if len(one) < 20} == {}
    assert {name: found_in(one) for name, one in written.items() if found_in(one)} == {}
