"""Judges approved texts by the rules of today."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.models import GateRecord, WhyClosed
from canvass.services.scripts.rejudge_gates import rejudge_gates
from turf.management.command import StoopCommand
from turf.models import Campaign, Organization
from turf.scope import tenant


class Command(StoopCommand):
    """``manage.py rejudge_gates``: what holds stays open, what is blocked now is closed."""

    help = (
        "Judge all approved texts by the gate's rules of this release, and close those that nobody"
        " may approve any more. Their phones go on with the fallback script at their next sync. To"
        " be run after an upgrade, while nobody walks; --dry-run tells first. Exit codes: 0 done,"
        " 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py rejudge_gates --dry-run
  manage.py rejudge_gates --json"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--dry-run", action="store_true", help="tell, and close nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge each organization's texts, campaign by campaign."""
        blocked: list[dict[str, Any]] = []
        for organization in Organization.objects.order_by("pk"):
            with tenant(organization):
                for campaign in Campaign.objects.for_organization(organization).order_by("pk"):
                    found = rejudge_gates(
                        campaign=campaign,
                        because=WhyClosed.RULES_CHANGED,
                        at=timezone.now(),
                        is_trial=options["dry_run"],
                    )
                    blocked += [_told(campaign, record) for record in found]
        result = {"blocked": blocked, "is_trial": options["dry_run"]}
        said = "would be closed" if options["dry_run"] else "closed"
        lines = [f"{one['campaign']}: {one['text']} {said}" for one in blocked]
        self.give(result, as_json=options["json"], lines=[*lines, f"{len(blocked)} {said}"])


def _told(campaign: Campaign, record: GateRecord) -> dict[str, Any]:
    return {"campaign": campaign.slug, "kind": record.kind, "text": str(record.text)}
