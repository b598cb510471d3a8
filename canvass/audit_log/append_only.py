"""Keeps the audit's triggers in the database, and looks at start-up whether they are there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

from canvass.models import AuditEntry
from canvass.triggers.catalogue import TriggerFile
from canvass.triggers.install import install

AUDIT_LOG = TriggerFile(folder=Path(__file__).parent, prefix="audit_log_")


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Install on the database that was just migrated or emptied: a receiver of post_migrate."""
    install(connections[using], AUDIT_LOG)


def check_audit_log(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report each database in which entries of the audit could be changed or removed.

    A database that has no audit yet has nothing to report. It is a warning because `migrate`,
    which mends it, runs no further than an error.
    """
    return [
        Warning(
            f"The audit of database {alias} is not append-only: {', '.join(wrong)}",
            hint="Entries could be changed. Run: manage.py migrate",
            id="canvass.W002",
        )
        for alias in databases or ()
        if (wrong := _wrong(connections[alias]))
    ]


def _wrong(connection: Any) -> list[str]:
    if AuditEntry._meta.db_table not in connection.introspection.table_names():
        return []
    return AUDIT_LOG.differences(connection)
