"""Changes what is set of an organization."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.services.organization.set_organization import set_organization
from turf.management.command import StoopCommand
from turf.management.organization_settings import add_settings, settings_of
from turf.scope import enter_tenant
from turf.services.find_organization import find_organization


class Command(StoopCommand):
    """``manage.py set_organization --organization NAME --phone NUMBER``; safe to repeat."""

    help = "Set an organization's rules and number; what is not given stays. It is on record."
    examples = """examples:
  manage.py set_organization --organization "Neighbors Vote" --phone "+1 215 555 0100"
  manage.py set_organization --organization neighbors-vote --profile c4 --requires-mfa yes"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--organization", required=True, metavar="NAME")
        add_settings(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it, and tell how it stands."""
        organization = find_organization(named=options["organization"])
        enter_tenant(organization)
        organization, changed = set_organization(
            organization=organization, settings=settings_of(options), set_at=timezone.now()
        )
        result = {
            "organization": organization.slug,
            "profile": organization.profile,
            "phone": organization.phone,
            "requires_mfa": organization.requires_mfa,
            "changed": changed,
        }
        lines = [f"{name}: {value}" for name, value in result.items()]
        self.give(result, as_json=options["json"], lines=lines)
