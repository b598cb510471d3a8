"""Prints the contact rates of a campaign."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import CommandError, CommandParser

from canvass.management.filter_options import add_filter_options, filters_of
from canvass.reports.breakdown import Breakdown, TooManyBreakdowns, UnknownBreakdown, breakdowns
from canvass.reports.contact_rates import Figures, contact_rates
from canvass.reports.render import as_csv, as_json, as_table
from canvass.services.figures.recount_tallies import recount_tallies
from turf.management.command import CampaignCommand
from turf.models import Campaign

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
  manage.py report --campaign spring-26 --by hour,weekday --figures knocks
  manage.py report --campaign spring-26 --by day --precinct 01-03 --first-day 2026-05-01
  manage.py report --campaign spring-26 --by day --format csv > rates.csv
  manage.py report --campaign spring-26 --recount"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument(
            "--by",
            type=_breakdowns,
            default=(),
            metavar="|".join(Breakdown),
            help="a line for each; several with commas between them",
        )
        add_filter_options(parser)
        parser.add_argument("--format", choices=list(FORMATS), default="table")
        parser.add_argument(
            "--figures",
            choices=list(Figures),
            type=Figures,
            default=Figures.ALL,
            help="all, or at once those by knock alone",
        )
        parser.add_argument(
            "--recount", action="store_true", help="prove the tallies by counting the knocks again"
        )
        parser.add_argument(
            "--mend", action="store_true", help="with --recount: make them what was counted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and print."""
        campaign = self.campaign(options)
        if options["recount"]:
            self._recount(campaign, mend=options["mend"])
            return
        report = contact_rates(
            campaign=campaign,
            by=options["by"],
            filters=filters_of(options),
            figures=options["figures"],
        )
        self.stdout.write(FORMATS[options["format"]](report))

    def _recount(self, campaign: Campaign, *, mend: bool) -> None:
        """Name each tally that differs. Raises CommandError unless they are equal, or mended."""
        differences = recount_tallies(campaign=campaign, mend=mend)
        for difference in differences:
            self.stdout.write(str(difference))
        if not differences:
            self.stdout.write("Every tally equals a recount of the knocks.")
        elif mend:
            self.stdout.write("They are now what the recount says.")
        else:
            raise CommandError(
                "Tallies differ from the knocks. Run it with --mend; if they differ again, somebody"
                " writes knocks past the services."
            )


def _breakdowns(names: str) -> tuple[Breakdown, ...]:
    try:
        return breakdowns([names])
    except (UnknownBreakdown, TooManyBreakdowns) as problem:
        raise ArgumentTypeError(str(problem)) from problem
