"""Prints the contact rates of a campaign."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import CommandParser

from canvass.reports.breakdown import Breakdown, UnknownBreakdown
from canvass.reports.contact_rates import contact_rates
from canvass.reports.render import as_csv, as_json, as_table
from turf.management.command import CampaignCommand

FORMATS = {"table": as_table, "csv": as_csv, "json": as_json}


class Command(CampaignCommand):
    """``manage.py report --campaign SLUG [--by …] [--format table|csv|json]``."""

    help = (
        "Print contact rates, each with what it is divided by, the rule, and a 95 % interval."
        " Exit codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py report --campaign spring-26
  manage.py report --campaign spring-26 --by turf
  manage.py report --campaign spring-26 --by day --format csv > rates.csv"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument(
            "--by", type=_breakdown, metavar="|".join(Breakdown), help="a line for each"
        )
        parser.add_argument("--format", choices=list(FORMATS), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and print."""
        report = contact_rates(campaign=self.campaign(options), by=options["by"])
        self.stdout.write(FORMATS[options["format"]](report))


def _breakdown(name: str) -> Breakdown:
    try:
        return Breakdown.named(name)
    except UnknownBreakdown as unknown:
        raise ArgumentTypeError(str(unknown)) from unknown
