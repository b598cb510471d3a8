"""What runs is in one name at a time, and gets out of it again."""

import re
from pathlib import Path

import pytest

from turf import scope
from turf.tenancy.requests import in_nobodys_name

ROOT = Path(__file__).resolve().parents[2]


def test_outside_of_everything_production_is_nobody() -> None:
    assert scope.Scope(organization=None, user=None, is_owner=False) == scope.NOBODY


def test_blocks_nest_and_end_however_they_are_left() -> None:
    before = scope.current()
    with scope.tenant(1):
        with scope.tenant(2):
            assert scope.current() == scope.Scope(organization=2)
        with pytest.raises(LookupError), scope.tenant(2):
            scope.enter_tenant(3)
        assert scope.current() == scope.Scope(organization=1)
    assert scope.current() == before


def test_a_tenant_is_entered_once_and_left_with_what_began() -> None:
    before = scope.current()
    with scope.nobody():
        scope.enter_tenant(1)
        scope.enter_tenant(1)
        with pytest.raises(LookupError):
            scope.enter_tenant(2)
        assert scope.current() == scope.Scope(organization=1)
    assert scope.current() == before


@pytest.mark.parametrize("around", [scope.tenant, scope.seats_of])
def test_nobody_enters_where_somebody_is_already(around) -> None:
    with around(2), pytest.raises(LookupError):
        scope.enter_tenant(1)


def test_nobody_enters_what_nobody_began() -> None:
    with pytest.raises(LookupError):
        scope.enter_tenant(1)


def test_a_request_leaves_nothing_behind(rf) -> None:
    before, during = scope.current(), []

    def view(request):
        during.append(scope.current())
        scope.enter_tenant(5)
        raise InterruptedError

    for _ in range(2):
        with pytest.raises(InterruptedError):
            in_nobodys_name(view)(rf.get("/"))
    assert during == [scope.NOBODY, scope.NOBODY]
    assert scope.current() == before


OWNERS = {
    "backend/postgis/session.py",
    "canvass/management/commands/flush.py",
    "turf/management/commands/migrate.py",
    "turf/scope.py",
    "turf/tenancy/install.py",
}
"""Where `owner` may be named: it is for who makes tables, and for nobody who serves."""


def test_nobody_but_who_makes_tables_works_as_their_owner() -> None:
    named = re.compile(r"(\bowner\(\)|\bOWNER\b|is_owner|app\.organization|set_config)")
    found = {
        str(path.relative_to(ROOT))
        for app in ("backend", "canvass", "turf")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and named.search(path.read_text())
    }
    assert found - {"turf/tenancy/policies.py", "turf/tenancy/__init__.py"} <= OWNERS
