"""Starts a campaign."""

from argparse import BooleanOptionalAction
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import CommandParser

from turf.management.command import StoopCommand
from turf.management.organization_settings import add_settings, settings_of
from turf.scope import enter_tenant
from turf.services.start_campaign import start_campaign


class Command(StoopCommand):
    """``manage.py start_campaign SLUG``; repeated, it changes only what is given."""

    help = "Start a campaign, with its organization and its ground where they are new."
    examples = """examples:
  manage.py start_campaign spring-26
  manage.py start_campaign spring-26 --organization "Neighbors Vote" --election 2026-05-19
  manage.py start_campaign spring-26 --knock-from 10:00 --knock-until 19:30

--profile, --phone and --requires-mfa are for an organization that is made; one that is there is
changed with manage.py set_organization."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("slug", metavar="SLUG", help="short name, as in spring-26")
        parser.add_argument("--organization", metavar="NAME", help="who owns the data")
        parser.add_argument(
            "--jurisdiction", metavar="NAME", help="the city or county, shared by its campaigns"
        )
        parser.add_argument("--name", help="how the campaign is called on pages")
        parser.add_argument("--election", metavar="YYYY-MM-DD", type=date.fromisoformat)
        parser.add_argument("--time-zone", metavar="TZ", help="as in America/New_York")
        for option, told in (("--knock-from", "first"), ("--knock-until", "last")):
            parser.add_argument(
                option,
                type=clock,
                metavar="HH:MM",
                help=f"when doors are knocked {told}, by the clock of the campaign",
            )
        parser.add_argument(
            "--asks-distance",
            action=BooleanOptionalAction,
            help="keep how far from its door a knock was made (it is not, unless asked)",
        )
        add_settings(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start it and say what comes next."""
        campaign, is_new = start_campaign(
            slug=options["slug"],
            organization=options["organization"],
            settings=settings_of(options),
            jurisdiction=options["jurisdiction"],
            name=options["name"],
            election_day=options["election"],
            time_zone=options["time_zone"],
            knock_from=options["knock_from"],
            knock_until=options["knock_until"],
            asks_distance=options["asks_distance"],
        )
        enter_tenant(campaign.organization_id)
        result = {
            "campaign": campaign.slug,
            "organization": campaign.organization.slug,
            "jurisdiction": campaign.jurisdiction.slug,
            "is_new": is_new,
        }
        self.give(
            result,
            as_json=options["json"],
            lines=[
                f"Campaign {campaign.slug} of {campaign.organization.name} "
                + ("started." if is_new else "was there already; what you gave is set."),
                f"Next: manage.py load_ground --campaign {campaign.slug} --precincts FILE "
                "--streets FILE --addresses FILE",
            ],
        )


def clock(text: str) -> time:
    """Read ``19:30``. Raises ValueError."""
    return datetime.strptime(text, "%H:%M").time()
