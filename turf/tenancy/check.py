"""Looks at start-up whether the wall between organizations stands in the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

from turf.tenancy.catalogue import differences, seen
from turf.tenancy.policies import undecided, wanted
from turf.tenancy.rights import bypasses, lacking, role_of

MEND = "manage.py migrate"


def check_tenancy(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report what lets an organization's rows be seen by others, or keeps them from their own.

    Warnings, because `migrate`, which mends most of it, runs no further than an error. SpatiaLite
    and a database without tables have nothing to report.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "postgresql" and (tables := _walled(connection)):
            found += [*_walls(connection), *_roles(connection, tables), *_undecided(tables)]
    return found


def _walled(connection: Any) -> list[str]:
    return sorted(wanted().keys() & seen(connection).keys())


def _walls(connection: Any) -> list[CheckMessage]:
    wrong = differences(connection)
    return _warning(
        wrong,
        f"Row-level security of database {connection.alias} is not whole: {', '.join(wrong)}",
        f"One organization could see rows of another. Run: {MEND}",
        "turf.W001",
    )


def _roles(connection: Any, tables: list[str]) -> list[CheckMessage]:
    role = role_of(connection)
    how = bypasses(connection, role, tables)
    barred = lacking(connection, role) if role and how != "does not exist" else []
    return _warning(
        how,
        f"The role {role or 'that signs in'} of database {connection.alias} {how}:"
        " row-level security does not bind it.",
        "Name one that owns nothing in DATABASE_ROLE; README, In production, says how.",
        "turf.W002",
    ) + _warning(
        barred,
        f"The role {role} may not work with: {', '.join(barred)}",
        f"Run it as the owner of the tables: {MEND}",
        "turf.W003",
    )


def _undecided(tables: list[str]) -> list[CheckMessage]:
    nobodys = [table for table in undecided() if table in tables]
    return _warning(
        nobodys,
        f"Nobody said whose the rows are of: {', '.join(nobodys)}",
        "Give the model an organization, or its table a line in turf/tenancy/global_tables.py.",
        "turf.W004",
    )


def _warning(wrong: Any, said: str, hint: str, name: str) -> list[CheckMessage]:
    return [Warning(said, hint=hint, id=name)] if wrong else []
