"""Tells at start-up of approvals that the gate's rules of this release have not judged yet."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError

from canvass.models import GateDecision, GateRecord
from canvass.scripts.gate.rules import RULES_VERSION


def check_old_rules(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Warn of each database in which texts stand that were approved by other rules.

    Asked of the owner of the tables, as `migrate` does: whoever sees one organization alone is told
    of that one.
    """
    return [
        Warning(
            f"{standing} approved texts of database {alias} were judged by other rules",
            hint="A phone could read what they block now. Run: manage.py rejudge_gates --dry-run",
            id="canvass.W004",
        )
        for alias in databases or ()
        if (standing := _standing(alias))
    ]


def _standing(alias: str) -> int:
    approved = GateRecord.objects.using(alias).filter(
        decision=GateDecision.APPROVED, closed_at=None
    )
    try:
        return approved.exclude(rules_version=RULES_VERSION).count()
    except DatabaseError:  # Asked before its tables are there, or are those of this release.
        return 0
