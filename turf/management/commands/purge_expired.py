"""Erases people whose files may not be kept any longer."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from turf.management.command import StoopCommand
from turf.models import Organization
from turf.scope import tenant
from turf.services.find_organization import find_organization
from turf.services.purge_expired import purge_expired


class Command(StoopCommand):
    """``manage.py purge_expired``; safe to repeat, meant for every night."""

    help = "Erase the people of files whose expiry is past; tallies stay what they are."
    examples = """examples:
  manage.py purge_expired
  manage.py purge_expired --organization neighbors-vote --json"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--organization", metavar="SLUG", help="all of them where not given")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        slug = options["organization"]
        organizations = Organization.objects.order_by("pk")
        if slug:
            organizations = organizations.filter(pk=find_organization(named=slug).pk)
        at, erased = timezone.now(), 0
        for organization in organizations:
            with tenant(organization):
                erased += purge_expired(at=at, organization=organization)
        self.give(
            {"erased": erased}, as_json=options["json"], lines=[f"{erased} people were erased."]
        )
