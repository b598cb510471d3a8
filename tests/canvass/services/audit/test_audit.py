"""The audit is a chain to which entries are only added, and in which no content stands."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from canvass.audit_log.append_only import AUDIT_LOG, check_audit_log
from canvass.models import AuditEntry, AuditKind
from canvass.services.audit.find_broken_link import find_broken_link
from canvass.services.audit.hash_entry import FIRST
from canvass.services.audit.record_audit import record_audit
from canvass.services.scripts.change_candidate_status import change_candidate_status
from canvass.services.scripts.set_fallback_script import set_fallback_script
from canvass.triggers.install import install, remove
from tests import factories as make
from tests.world import make_world
from turf.models import BallotStatus, Role

AT = datetime(2026, 10, 3, 13, 30, 15, 123456, tzinfo=UTC)
THREADS = 6
EACH = 5


@pytest.fixture
def device(db):
    return make.make_device(make.make_organization())


def record(device, **more):
    usual = {"subject": device, "kind": AuditKind.DEVICE_REVOKED, "actor": None, "at": AT}
    return record_audit(**usual | more)


def test_each_entry_names_the_one_before(device):
    first, second = record(device), record(device, facts={"rows": 3})
    assert (first.seq, first.previous_hash) == (1, FIRST)
    assert (second.seq, second.previous_hash) == (2, first.hash)
    walk = find_broken_link(organization=device.organization_id)
    assert (walk.seq, walk.hash, walk.fault) == (2, second.hash, "")


def test_each_organization_has_a_chain_of_its_own(device):
    other = make.make_device(make.make_organization())
    assert [record(one).seq for one in (device, other, device)] == [1, 1, 2]


@pytest.mark.parametrize(
    "facts",
    [{"name": "Alma Resident"}, {"rows": 1.5}, {"rows": True}, {"hash": "AB" * 32}, {"A b": 1}],
)
def test_what_could_hold_content_is_no_fact(device, facts):
    with pytest.raises(ValueError, match="audit holds"):
        record(device, facts=facts)


def test_words_of_ours_hashes_and_counts_are_facts(device):
    facts = {"role": Role.LEAD, "file": "ab" * 32, "rows": 2}
    assert record(device, facts=facts).facts == {"role": "lead", "file": "ab" * 32, "rows": 2}
    assert not find_broken_link(organization=device.organization_id).fault


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entries: entries.update(at=AT),
        lambda entries: entries.delete(),
        lambda entries: entries._raw_delete("default"),
    ],
    ids=["update", "delete", "raw delete"],
)
def test_the_database_lets_no_entry_be_changed_or_removed(device, tamper):
    record(device)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        tamper(AuditEntry.objects.all())
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_the_audit_not_be_emptied():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    record(make.make_device(make.make_organization()))
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE canvass_auditentry")


TAMPERED = {
    "entry 2 was changed": lambda entries: entries.filter(seq=2).update(facts={"rows": 9}),
    "entry 3 is missing": lambda entries: entries.filter(seq=3).delete(),
    "entry 3 does not follow entry 2": lambda entries: entries.filter(seq=3).update(
        previous_hash=FIRST
    ),
    "entry 1 is missing": lambda entries: entries.filter(seq=1).delete(),
}


@pytest.mark.parametrize("fault", TAMPERED)
def test_the_first_broken_link_is_named_and_the_exit_code_is_one(device, fault, capsys):
    for rows in range(4):
        record(device, facts={"rows": rows})
    remove(connection, AUDIT_LOG)
    TAMPERED[fault](AuditEntry.objects.all())
    install(connection, AUDIT_LOG)

    with pytest.raises(CommandError, match=fault) as refused:
        call_command("verify_audit")

    assert refused.value.returncode == 1
    assert find_broken_link(organization=device.organization_id).fault == fault


def test_a_whole_audit_is_said_to_be_with_its_last_hash(device, capsys):
    last = [record(device) for _ in range(3)][-1]
    call_command("verify_audit", json=True, head=last.hash)
    told = json.loads(capsys.readouterr().out)
    assert told["audits"][device.organization.slug] == {"seq": 3, "hash": last.hash}
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", head="0" * 64)


def test_an_audit_that_could_be_changed_is_reported_and_mended(device):
    assert check_audit_log(databases=["default"]) == []
    remove(connection, AUDIT_LOG)
    [warning] = check_audit_log(databases=["default"])
    assert warning.id == "canvass.W002"
    with pytest.raises(CommandError, match="not append-only"):
        call_command("verify_audit")
    assert install(connection, AUDIT_LOG)
    assert check_audit_log(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_the_chain_holds_however_many_write_at_once():
    device = make.make_device(make.make_organization())
    barrier = Barrier(THREADS)

    def write(number):
        try:
            barrier.wait(timeout=30)
            for _ in range(EACH):
                record(device, facts={"rows": number})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, range(THREADS)))

    walk = find_broken_link(organization=device.organization_id)
    assert (walk.seq, walk.fault) == (THREADS * EACH, "")


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_entry_and_no_gap():
    device = make.make_device(make.make_organization())
    record(device)
    with transaction.atomic():
        record(device)
        transaction.set_rollback(True)
    assert record(device).seq == 2


CANARY = "Quetzalina"


@pytest.mark.django_db
def test_views_of_people_are_on_record_and_their_names_are_not():
    world = make_world()
    person = world.walk_list.listed_doors.first().people.first().person
    person.given_name, person.family_name = CANARY, f"{CANARY}son"
    person.save()
    director = world.by_session("director")

    seen = director.get(f"/api/v1/walk-lists/{world.walk_list.pk}/")
    director.get(f"/api/v1/turfs/{world.turf.pk}/")
    director.get(f"/api/v1/turfs/{world.turf.pk}/?format=geojson")
    director.get("/api/v1/walk-lists/")
    director.get(f"/api/v1/walk-lists/{make_world().walk_list.pk}/")

    assert CANARY in seen.content.decode()
    entries = AuditEntry.objects.for_organization(world.organization).order_by("seq")
    assert [(one.kind, one.subject_id, one.actor) for one in entries] == [
        ("list_viewed", str(world.walk_list.pk), world.members["director"].pk),
        ("turf_viewed", str(world.turf.pk), world.members["director"].pk),
        ("turf_viewed", str(world.turf.pk), world.members["director"].pk),
    ]
    assert entries[0].facts == {"doors": 3}
    assert CANARY not in str(list(AuditEntry.objects.values()))
    address = world.walk_list.listed_doors.first().address
    assert address not in str(list(AuditEntry.objects.values()))


@pytest.mark.django_db
def test_a_new_fallback_and_a_changed_ballot_are_on_record_once():
    world = make_world()
    admin = world.members["admin"]
    candidate = make.make_candidate(world.campaign)
    for _ in range(2):
        change_candidate_status(
            candidate=candidate, status=BallotStatus.WITHDRAWN, changed_by=admin, at=AT
        )
    version = make.make_script_version(world.campaign)
    set_fallback_script(version=version, set_by=admin, at=AT)
    entries = AuditEntry.objects.for_organization(world.organization).order_by("seq")
    told = entries.exclude(kind="gate_closed").values_list("kind", "actor", "subject_id", "facts")
    assert list(told) == [
        (
            "ballot_changed",
            admin.pk,
            str(candidate.pk),
            {"before": "on_ballot", "after": "withdrawn"},
        ),
        ("fallback_set", admin.pk, str(version.pk), {"content_hash": version.content_hash}),
    ]


@pytest.mark.django_db
def test_what_cannot_be_put_on_record_is_not_shown(monkeypatch):
    world = make_world()

    def refuse(**entry):
        from django.db import OperationalError

        raise OperationalError("the disk is full")

    monkeypatch.setattr("backend.audited_views.record_audit", refuse)
    response = world.by_session("lead").get(f"/api/v1/walk-lists/{world.walk_list.pk}/")
    assert response.status_code == 503
    assert b"Alma" not in response.content
