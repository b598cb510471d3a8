"""Asks people about what stands out in their entries of a day."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.querysets import QUESTION_KEPT
from canvass.services.data_questions.raise_questions import raise_questions, yesterday
from turf.management.command import StoopCommand
from turf.models import Campaign, Organization
from turf.scope import tenant


class Command(StoopCommand):
    """``manage.py raise_questions``; it tells no number, for that would tell something."""

    help = (
        "Ask people about what stands out in their entries of yesterday. They see it first, nothing"
        f" follows by itself, and after {QUESTION_KEPT.days} days it is gone. To be run every"
        " night. Exit codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py raise_questions
  manage.py raise_questions --day 2026-10-03"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument(
            "--day", metavar="YYYY-MM-DD", type=date.fromisoformat, help="instead of yesterday"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask in every campaign."""
        at = timezone.now()
        for organization in Organization.objects.order_by("pk"):
            with tenant(organization):
                for campaign in Campaign.objects.for_organization(organization).order_by("pk"):
                    day = options["day"] or yesterday(campaign=campaign, at=at)
                    raise_questions(campaign=campaign, day=day, at=at)
        self.give({"done": True}, as_json=options["json"], lines=["Done"])
