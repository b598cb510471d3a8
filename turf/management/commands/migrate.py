"""Migrates as the owner of the tables, whatever role the application works as."""

from typing import Any

from django.core.management.commands import migrate

from turf.scope import owner


class Command(migrate.Command):
    """Django's ``manage.py migrate``; on PostGIS the role that signs in has to own the tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; rows of every organization are there for it, or it is refused."""
        with owner():
            super().handle(*args, **options)
