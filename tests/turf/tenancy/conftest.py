"""What tests of the wall share."""

import pytest
from django.db import connection


@pytest.fixture
def on_postgis(db: None) -> None:
    """Skip on SpatiaLite, whose only wall are the querysets."""
    if connection.vendor != "postgresql":
        pytest.skip("SpatiaLite has no row-level security")
