"""What tests of the PostGIS engine share."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _on_postgis() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SpatiaLite has no roles and no row-level security")
