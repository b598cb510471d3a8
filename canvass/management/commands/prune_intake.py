"""Empties bodies that are not needed any more."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.services.intake.prune_intake import KEPT_DAYS, prune_intake
from turf.management.command import StoopCommand


class Command(StoopCommand):
    """``manage.py prune_intake [--json]``."""

    help = (
        f"Empty bodies {KEPT_DAYS} days after all that came in them was settled; never one of"
        " which anything waits. Exit codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py prune_intake --json"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prune, and print how many."""
        pruned = prune_intake(at=timezone.now())
        self.give({"pruned": pruned}, as_json=options["json"], lines=[f"{pruned} bodies emptied"])
