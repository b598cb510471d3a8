"""Keeps the triggers of settled texts in the database, and looks whether they are there."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage
from django.db import connections

from canvass.models import GateRecord
from canvass.triggers.catalogue import TriggerFile
from canvass.triggers.install import install
from canvass.triggers.report import report

SETTLED_TEXTS = TriggerFile(folder=Path(__file__).parent, prefix="settled_text_")
_NEEDS = frozenset({"canvass_gaterecord"})


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Install on the database that was just migrated or emptied: a receiver of post_migrate."""
    install(connections[using], SETTLED_TEXTS, needs=_NEEDS)


def check_settled_texts(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Report each database in which an approved text could be changed behind its approval."""
    return report(
        SETTLED_TEXTS,
        databases,
        table=GateRecord._meta.db_table,
        says="Approved texts of database {alias} can be changed",
        hint="A phone could read what nobody approved. Run: manage.py migrate",
        id="canvass.W003",
    )
