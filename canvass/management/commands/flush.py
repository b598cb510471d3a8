"""Empties the database."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from canvass.audit_log.append_only import AUDIT_LOG
from canvass.triggers.install import install, remove
from turf.scope import owner


class Command(flush.Command):
    """``manage.py flush``, by who owns the tables: the audit's triggers stand aside meanwhile."""

    def handle(self, **options: Any) -> None:
        """Empty everything."""
        connection = connections[options["database"]]
        with owner():
            remove(connection, AUDIT_LOG)
            try:
                super().handle(**options)
            finally:
                install(connection, AUDIT_LOG)
