"""Keeps the database's picture of its tables true after much was written at once."""

from django.db import connection, models

from turf.tenancy.analyze import analyze


def refresh_statistics(*tables: type[models.Model]) -> None:
    """Let PostgreSQL look at ``tables`` again; SQLite plans without such statistics.

    Until its own housekeeping comes by, a minute later at best, it takes tables that were just
    filled for empty ones, and joins them row by row: counting the doors of a city of 21,128 took
    35 s instead of 0.02 s.
    """
    if connection.vendor == "postgresql":
        analyze(connection, [one._meta.db_table for one in tables])
