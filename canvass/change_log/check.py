"""Looks at start-up whether the triggers of the change log are in the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage

from canvass.change_log.catalogue import CHANGE_LOG
from canvass.models import Change
from canvass.triggers.report import report

MEND = "manage.py migrate"


def check_change_log(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report each database whose triggers are not those of the SQL file."""
    return report(
        CHANGE_LOG,
        databases,
        table=Change._meta.db_table,
        says="The change log of database {alias} is not whole",
        hint=f"Phones would not hear of changes. Run: {MEND}",
        id="canvass.W001",
    )
