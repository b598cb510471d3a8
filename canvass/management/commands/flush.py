"""Empties the database."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from canvass.audit_log.append_only import AUDIT_LOG
from canvass.triggers.install import install, remove


class Command(flush.Command):
    """``manage.py flush``, for an audit that lets no row go: its triggers stand aside meanwhile."""

    def handle(self, **options: Any) -> None:
        """Empty everything."""
        connection = connections[options["database"]]
        remove(connection, AUDIT_LOG)
        try:
            super().handle(**options)
        finally:
            install(connection, AUDIT_LOG)
