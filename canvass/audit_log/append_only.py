"""Keeps the audit's triggers in the database, and looks at start-up whether they are there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage
from django.db import connections

from canvass.models import AuditEntry
from canvass.triggers.catalogue import TriggerFile
from canvass.triggers.install import install
from canvass.triggers.report import report

AUDIT_LOG = TriggerFile(folder=Path(__file__).parent, prefix="audit_log_")


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Install on the database that was just migrated or emptied: a receiver of post_migrate."""
    install(connections[using], AUDIT_LOG)


def check_audit_log(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report each database in which entries of the audit could be changed or removed."""
    return report(
        AUDIT_LOG,
        databases,
        table=AuditEntry._meta.db_table,
        says="The audit of database {alias} is not append-only",
        hint="Entries could be changed. Run: manage.py migrate",
        id="canvass.W002",
    )
