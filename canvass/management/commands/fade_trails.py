"""Forgets who knocked which door when."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.services.fading.fade_trails import KEPT_DAYS, fade_trails
from turf.management.command import StoopCommand
from turf.models import Organization
from turf.scope import tenant


class Command(StoopCommand):
    """``manage.py fade_trails [--json]``."""

    help = (
        f"{KEPT_DAYS} days after a list closed, put a random key in the place of who knocked it and"
        " round times to the hour. Reports stay as they are, wage hours are kept apart. Questions"
        " about entries go when their time is over. To be run every night. Exit codes: 0 done,"
        " 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py fade_trails --json"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fade, and print how many lists."""
        at, faded = timezone.now(), 0
        for organization in Organization.objects.order_by("pk"):
            with tenant(organization):
                faded += fade_trails(organization=organization, at=at)
        self.give({"faded": faded}, as_json=options["json"], lines=[f"{faded} lists faded"])
