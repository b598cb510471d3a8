"""The triggers of the change log are in the database, whole, whatever is migrated."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, models

from backend.checkup import check_up
from canvass.change_log.catalogue import differences, seen, statements
from canvass.change_log.check import check_change_log
from canvass.change_log.install import install, remove
from canvass.models import Change
from turf.models import ListedDoor
from turf.querysets import STANDING_LOANS

pytestmark = pytest.mark.django_db

ONE = "change_log_knock_insert"


def drop_one() -> None:
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON canvass_knock"
        cursor.execute(f"DROP TRIGGER {ONE}{on}")


def test_both_files_put_a_trigger_on_the_same_events() -> None:
    names = {
        vendor: {
            one.name: one.table
            for one in statements(vendor)
            if one.kind == "TRIGGER" and not one.table.startswith("change_log_")
        }
        for vendor in ("sqlite", "postgresql")
    }
    assert names["sqlite"] == names["postgresql"]
    assert len(names["sqlite"]) == 25


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_the_files_know_which_loans_stand(vendor: str) -> None:
    standing = next(one for one in statements(vendor) if one.name == "change_log_standing")
    assert f"state IN {STANDING_LOANS}" in standing.text


def test_a_migrated_database_has_them_all_and_a_second_install_does_nothing() -> None:
    assert differences(connection) == []
    assert install(connection) is False


def test_what_is_missing_is_reported_and_mended(django_capture_on_commit_callbacks) -> None:
    drop_one()
    assert differences(connection) == [ONE]
    (warning,) = check_change_log(databases=["default"])
    assert (warning.id, ONE in warning.msg, "migrate" in warning.hint) == (
        "canvass.W001",
        True,
        True,
    )
    found = {one.part: one for one in check_up()}["change log"]
    assert (found.is_well, ONE in found.seen, found.mend) == (False, True, "manage.py migrate")
    call_command("migrate", verbosity=0, stdout=StringIO(), stderr=StringIO())
    assert check_change_log(databases=["default"]) == []


def test_what_was_written_otherwise_or_is_too_much_is_seen() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIEW change_log_more AS SELECT 1")
        else:
            cursor.execute(
                "CREATE FUNCTION change_log_more() RETURNS int LANGUAGE sql AS 'SELECT 1'"
            )
            cursor.execute("ALTER TABLE canvass_notice DISABLE TRIGGER change_log_notice_insert")
            cursor.execute(
                "CREATE OR REPLACE FUNCTION change_log_knock_comes() RETURNS trigger"
                " LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
            )
    wrong = differences(connection)
    assert "change_log_more" in wrong
    if connection.vendor == "postgresql":
        assert wrong == [
            "change_log_knock_comes",
            "change_log_more",
            "change_log_notice_insert",
        ]
    assert install(connection)
    assert differences(connection) == []


def test_all_can_be_taken_away() -> None:
    remove(connection)
    assert seen(connection) == {}


def test_a_database_without_the_log_has_nothing_to_report(monkeypatch) -> None:
    remove(connection)
    monkeypatch.setattr(Change._meta, "db_table", "not_there_yet")
    assert check_change_log(databases=["default"]) == []
    assert check_change_log() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [ListedDoor, Change])
def test_a_rebuilt_table_keeps_its_triggers_and_breaks_no_other(model) -> None:
    """SQLite drops a rebuilt table's triggers silently, and refuses to rename what others read."""
    field = models.BooleanField(default=False)
    field.set_attributes_from_name("is_made_up")
    name = model._meta.get_field("id")
    with connection.schema_editor() as editor:
        editor.add_field(model, field)
        editor.alter_field(model, name, name, strict=False)
        if connection.vendor == "sqlite":
            editor._remake_table(model)
            assert differences(connection) == []
            editor.add_field(model, field)
        editor.remove_field(model, field)
    install(connection)
    assert differences(connection) == []


def test_the_log_goes_where_its_tables_went_and_comes_back_with_them(monkeypatch) -> None:
    drop_one()
    with monkeypatch.context() as before:
        before.setattr(connection.introspection, "table_names", lambda: ["turf_person"])
        assert install(connection) is False
        assert seen(connection) == {}
    assert install(connection)
    assert differences(connection) == []
