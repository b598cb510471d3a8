"""A load is counted at once, not when the database's housekeeping comes by."""

import pytest
from django.db import connection

from tests.factories import make_campaign, make_doors, make_organization, make_precinct
from turf.models import Building, Door
from turf.statistics import refresh_statistics


@pytest.mark.django_db
def test_the_planner_knows_the_tables_that_were_just_filled() -> None:
    make_doors(make_precinct(make_campaign(make_organization()).jurisdiction), 30)
    refresh_statistics(Building, Door)
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples FROM pg_class WHERE relname IN (%s, %s)",
            [Building._meta.db_table, Door._meta.db_table],
        )
        assert all(rows >= 30 for _, rows in cursor.fetchall())
