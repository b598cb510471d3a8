"""Measures the cut beside what others would take."""

from typing import Any

from django.core.management.base import CommandParser

from turf.importing.fields import parse_fields
from turf.management.command import StoopCommand


class Command(StoopCommand):
    """``manage.py bench_cut``; reads files, needs no database. Peers come with the bench extra."""

    help = "Cut the same doors by several methods and measure all walks alike."
    examples = """examples:
  manage.py bench_cut --precincts P.geojson --streets S.geojson --addresses A.csv
  manage.py bench_cut … --only 3-1 2-3 --pyvrp-seconds 60 --json"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        for layer in ("precincts", "streets", "addresses"):
            parser.add_argument(f"--{layer}", metavar="FILE", required=True)
        parser.add_argument("--fields", default="", metavar="k=v,…", help="as in load_ground")
        parser.add_argument("--only", metavar="CODE", nargs="+", default=[], help="precincts")
        parser.add_argument("--doors", type=int, default=50, help="doors a turf (default 50)")
        parser.add_argument("--pyvrp-seconds", type=float, default=10.0, help="a precinct")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the race and print its table."""
        # The race lives with the tests: an installation without them runs all else.
        from tests.bench.race import run_race, table_lines
        from tests.bench.town import read_town

        town = read_town(
            options["precincts"],
            options["streets"],
            options["addresses"],
            parse_fields(options["fields"]),
            only=options["only"],
        )
        race = run_race(town, doors=options["doors"], pyvrp_seconds=options["pyvrp_seconds"])
        self.give(race, as_json=options["json"], lines=table_lines(race))
