"""What tests of every room share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _plain_http(settings: Any) -> None:
    """Tests speak HTTP to the application, without a proxy that adds TLS."""
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder that lies beside the project and holds real cities' files."""
    shared = ROOT.parent / "shared"
    if not (shared / "data").is_dir():
        pytest.skip("no real city data beside the project (../shared/data)")
    return shared


@pytest.fixture
def count_queries() -> Callable[[Callable[[], Any]], int]:
    """Return a function that tells how many queries a call makes."""

    def count(call: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count
