"""Tells phones that the database was restored from a backup."""

from typing import Any

from django.core.management.base import CommandParser

from canvass.services.changes.restore_epoch import restore_epoch
from turf.errors import NotFound
from turf.management.command import StoopCommand
from turf.models import Organization

NEXT = (
    "Next: let phones reach the server again. Each reads everything anew at its next sync and",
    "sends again what it holds; nothing is counted twice. Do this once after each restore.",
)


class Command(StoopCommand):
    """``manage.py restore_epoch [--organization SLUG] [--json]``."""

    help = (
        "After restoring a backup: begin a new epoch, so that phones send again what the backup"
        " does not have. Exit codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py restore_epoch
  manage.py restore_epoch --organization doors-open"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--organization", metavar="SLUG", help="only this one")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin, and print what there is to do."""
        slug = options["organization"]
        organizations = Organization.objects.order_by("slug")
        if slug is not None and not (organizations := organizations.filter(slug=slug)):
            raise NotFound(f"There is no organization {slug!r}")
        epochs = restore_epoch(organizations=organizations)
        lines = [f"{name}: epoch {epoch}" for name, epoch in sorted(epochs.items())]
        self.give(
            {"epochs": {name: str(epoch) for name, epoch in epochs.items()}},
            as_json=options["json"],
            lines=[*lines, *NEXT] if lines else ["There is no organization yet: nothing to do."],
        )
