"""Forgets what people declared for campaigns that are over."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.services.availability.expire_availability import expire_availability
from canvass.services.availability.rewrite_keys import rewrite_keys
from canvass.services.availability.seal_for_everybody import KEPT_DAYS
from turf.management.command import StoopCommand
from turf.models import Organization
from turf.scope import tenant


class Command(StoopCommand):
    """``manage.py expire_availability``; it tells no number, for that would tell something."""

    help = (
        f"{KEPT_DAYS} days after a campaign's election day, destroy the keys of what people"
        " declared of when and where they walk; give everybody else a sealed declaration, so that"
        " none tells who declared anything; rewrite the table of keys on PostgreSQL, which keeps"
        " what was destroyed until then. To be run every night, by the owner of the tables. Exit"
        " codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py expire_availability --json"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Destroy what is over."""
        today = timezone.now().date()
        for organization in Organization.objects.order_by("pk"):
            with tenant(organization):
                expire_availability(organization=organization, today=today)
        if not rewrite_keys():
            self.say(
                "What was destroyed is still on the disk: only the owner of the tables can have"
                " them written anew. Run this command as the owner too."
            )
        self.give({"done": True}, as_json=options["json"], lines=["Done"])
