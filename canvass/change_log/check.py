"""Looks at start-up whether the triggers of the change log are in the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

from canvass.change_log.catalogue import differences
from canvass.models import Change

MEND = "manage.py migrate"


def check_change_log(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report each database whose triggers are not those of the SQL file.

    A database that has no change log yet has nothing to report. It is a warning because `migrate`,
    which mends it, runs no further than an error.
    """
    return [
        Warning(
            f"The change log of database {alias} is not whole: {', '.join(wrong)}",
            hint=f"Phones would not hear of changes. Run: {MEND}",
            id="canvass.W001",
        )
        for alias in databases or ()
        if (wrong := _wrong(connections[alias]))
    ]


def _wrong(connection: Any) -> list[str]:
    if Change._meta.db_table not in connection.introspection.table_names():
        return []
    return differences(connection)
