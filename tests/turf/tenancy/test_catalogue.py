"""The catalogue of the database has a wall around every table that nobody named as global."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from psycopg import ClientCursor
from psycopg.errors import InsufficientPrivilege

from backend.checkup import check_up
from tests import factories as make
from turf import scope
from turf.models import Campaign, Precinct
from turf.tenancy import TenantModel, policies
from turf.tenancy.catalogue import differences
from turf.tenancy.check import check_tenancy
from turf.tenancy.global_tables import GLOBAL_TABLES
from turf.tenancy.install import install
from turf.tenancy.rights import grant, lacking, role_of

_WALLS = """
    SELECT relname, relrowsecurity, relforcerowsecurity, count(polname)
    FROM pg_class LEFT JOIN pg_policy ON polrelid = pg_class.oid
    WHERE relkind IN ('r', 'p') AND relnamespace NOT IN (
        'pg_catalog'::regnamespace, 'information_schema'::regnamespace
    )
    GROUP BY 1, 2, 3
"""

pytestmark = pytest.mark.usefixtures("on_postgis")


def run(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def open_tables() -> set[str]:
    """Tables without both halves of a wall, read from PostgreSQL and from nothing of ours."""
    return {
        table
        for table, is_enabled, is_forced, how_many in run(_WALLS)
        if not (is_enabled and is_forced and how_many)
    }


def test_every_table_that_is_not_named_as_global_has_a_wall() -> None:
    assert open_tables() == set(GLOBAL_TABLES)


def test_a_table_of_which_nobody_thought_is_found() -> None:
    run("CREATE TABLE somebody_forgot (id bigint, organization_id bigint)")
    assert open_tables() - set(GLOBAL_TABLES) == {"somebody_forgot"}


def test_no_policy_but_ours_lets_anybody_in() -> None:
    kinds = run("SELECT DISTINCT polname, polpermissive, polroles::text FROM pg_policy")
    assert set(kinds) == {("tenancy_rows", True, "{0}"), ("tenancy_seats", True, "{0}")}
    assert run(
        "SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'tenancy_seats'"
    ) == [("turf_membership",)]


def test_the_policies_read_the_tenant_as_text_that_may_be_empty() -> None:
    (text,) = run(
        "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy"
        " WHERE polrelid = 'turf_campaign'::regclass"
    )[0]
    assert "NULLIF(current_setting('app.organization'::text, true), ''::text))::bigint" in text


def test_a_migrated_database_is_whole_and_a_second_install_does_nothing() -> None:
    assert differences(connection) == []
    assert install(connection) is False
    assert check_tenancy(databases=["default"]) == []


BREAKING = {
    "not forced": "ALTER TABLE turf_person NO FORCE ROW LEVEL SECURITY",
    "not enabled": "ALTER TABLE turf_person DISABLE ROW LEVEL SECURITY",
    "no policy": "DROP POLICY tenancy_rows ON turf_person",
    "one more policy": "CREATE POLICY everybody ON turf_person USING (true)",
    "another policy of that name": "DROP POLICY tenancy_rows ON turf_person;"
    " CREATE POLICY tenancy_rows ON turf_person USING (true)",
}


@pytest.mark.parametrize("how", BREAKING)
def test_a_broken_wall_is_reported_and_mended(how: str) -> None:
    run(BREAKING[how])
    assert differences(connection) == ["turf_person"]
    [warning] = check_tenancy(databases=["default"])
    assert (warning.id, "turf_person" in warning.msg) == ("turf.W001", True)
    part = {one.part: one for one in check_up()}["tenancy"]
    assert (part.is_well, "turf_person" in part.seen) == (False, True)
    call_command("migrate", verbosity=0, stdout=StringIO(), stderr=StringIO())
    assert check_tenancy(databases=["default"]) == []
    assert {one.part: one for one in check_up()}["tenancy"].is_well


@pytest.fixture
def new_models() -> Iterator[dict[str, type[models.Model]]]:
    """Three models that another day brings: a tenant's, one linked to others, and nobody's."""

    class Poster(TenantModel):
        campaigns = models.ManyToManyField(Campaign, related_name="+")

        class Meta:
            app_label = "turf"

    class Rumour(models.Model):
        class Meta:
            app_label = "turf"

        def __str__(self) -> str:
            return "a rumour"

    made = {"poster": Poster, "linked": Poster.campaigns.through, "rumour": Rumour}
    with connection.schema_editor() as editor:
        editor.create_model(Poster)
        editor.create_model(Rumour)
    yield made
    for model in made.values():
        del apps.all_models["turf"][model._meta.model_name]
    apps.clear_cache()


def test_a_new_table_is_walled_in_without_anybody_being_told(new_models) -> None:
    poster, linked, rumour = new_models["poster"], new_models["linked"], new_models["rumour"]
    assert install(connection)
    assert differences(connection) == []
    one, other = make.make_organization(), make.make_organization()
    for owner in (one, other):
        made = poster.objects.create(organization=owner)
        made.campaigns.add(make.make_campaign(owner))
    rumour.objects.create()
    with scope.tenant(one):
        assert poster.objects.get().organization == one
        assert linked.objects.get().poster.organization == one
        assert not rumour.objects.exists()
    with scope.nobody():
        assert [model.objects.count() for model in new_models.values()] == [0, 0, 0]
    assert policies.undecided() == ["turf_rumour"]
    [warning] = check_tenancy(databases=["default"])
    assert (warning.id, "turf_rumour" in warning.msg) == ("turf.W004", True)


def test_the_role_of_the_application_owns_nothing_and_may_do_no_more_than_it_must() -> None:
    role = role_of(connection)
    assert run(f"SELECT count(*) FROM pg_class WHERE relowner = '{role}'::regrole") == [(0,)]
    assert run(f"SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = '{role}'") == [
        (False,)
    ]
    may = "has_table_privilege(%s, 'turf_person', %s)"
    with connection.cursor() as cursor:
        for what in ("TRUNCATE", "TRIGGER", "REFERENCES"):
            cursor.execute(f"SELECT {may}", [role, what])
            assert cursor.fetchone() == (False,), what
        cursor.execute("SELECT has_table_privilege(%s, 'django_migrations', 'INSERT')", [role])
        assert cursor.fetchone() == (False,)


def test_a_role_that_could_get_past_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    options = connection.settings_dict["OPTIONS"]
    for role, how in {"": "BYPASSRLS", "nobody_made_it": "does not exist"}.items():
        monkeypatch.setitem(options, "assume_role", role)
        [warning] = check_tenancy(databases=["default"])
        assert (warning.id, how in warning.msg) == ("turf.W002", True)
        assert "DATABASE_ROLE" in str(warning.hint)


def test_a_role_that_may_not_work_with_a_table_is_reported_and_mended() -> None:
    role = role_of(connection)
    run(f"REVOKE INSERT ON turf_person FROM {role}")
    assert lacking(connection, role) == ["turf_person"]
    [warning] = check_tenancy(databases=["default"])
    assert (warning.id, "turf_person" in warning.msg) == ("turf.W003", True)
    assert install(connection)
    assert lacking(connection, role) == []
    grant(connection, role)


def test_an_owner_whom_the_policies_bind_is_refused_rather_than_shown_less() -> None:
    """Migrations run so: a few rows taken for all would be worse than none."""
    make.make_precinct(make.make_campaign(make.make_organization()).jurisdiction)
    with scope.owner():
        assert Precinct.objects.count() == 1
        bound = ClientCursor(connection.connection)
        bound.execute(f"SET ROLE {role_of(connection)}; SET row_security = off")
        with pytest.raises(InsufficientPrivilege, match="row-level security"):
            bound.execute("SELECT count(*) FROM turf_precinct")


def test_tables_are_looked_at_again_though_the_application_does_not_own_them() -> None:
    from turf.statistics import refresh_statistics

    with scope.nobody():
        refresh_statistics(Precinct, Campaign)
    assert run(
        "SELECT count(*) FROM pg_class WHERE relname = 'turf_precinct' AND reltuples >= 0"
    ) == [(1,)]
