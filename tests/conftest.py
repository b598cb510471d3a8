"""What tests of every room share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from hypothesis import HealthCheck
from pytest_django import DjangoDbBlocker

from tests.turf.stored_town import cut_town, store_town, two_precincts
from turf import scope

# Tests make and look at rows of any organization; what a request or a command does is bound by
# what it enters, and on PostGIS works as the role that cannot see beyond.
scope.OUTSIDE = scope.OWNER

ROOT = Path(__file__).resolve().parent.parent


# Examples are made on machines that do other work too: slowness is no fault of the code.
hypothesis.settings.register_profile(
    "stoop",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis.settings.register_profile(
    "again", hypothesis.settings.get_profile("stoop"), max_examples=30
)
hypothesis.settings.load_profile("stoop")


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second database be tested without what no database changes."""
    says = "leave out the tests that use no database: they are the same on every one"
    parser.addoption("--database-only", action="store_true", help=says)


def pytest_configure(config: pytest.Config) -> None:
    """Declare our marks."""
    says = "asks so much that once is enough: no database changes what it looks at"
    config.addinivalue_line("markers", f"one_database: {says}")
    if config.getoption("--database-only"):
        hypothesis.settings.load_profile("again")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what uses the database, where that alone was asked for."""
    if not config.getoption("--database-only"):
        return
    pure = [item for item in items if not uses_database(item)]
    items[:] = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=pure)


def uses_database(item: pytest.Item) -> bool:
    """Tell whether a test has to be run on each database, by its marks and fixtures."""
    if item.get_closest_marker("one_database"):
        return False
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True, scope="session")
def _plain_http() -> Iterator[None]:
    """Tests speak HTTP to the application, without a proxy that adds TLS."""
    with override_settings(
        SECURE_SSL_REDIRECT=False, SESSION_COOKIE_SECURE=False, CSRF_COOKIE_SECURE=False
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each run a SpatiaLite file of its own: two runs at once must not share one."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder that lies beside the project and holds real cities' files."""
    shared = ROOT.parent / "shared"
    if not (shared / "data").is_dir():
        pytest.skip("no real city data beside the project (../shared/data)")
    return shared


@pytest.fixture(scope="module")
def standing_cut(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The id of a cut of a small town, made once for a module: each test is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield cut_town(store_town(two_precincts())).pk
        transaction.set_rollback(True)


@pytest.fixture
def count_queries() -> Callable[[Callable[[], Any]], int]:
    """Return a function that tells how many queries a call makes."""

    def count(call: Callable[[], Any]) -> int:
        # Django keeps no more than the last few thousand: what was before is not asked about.
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests recorded with ``record_property("figures", …)``."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(f"{report.nodeid}: {value}")
