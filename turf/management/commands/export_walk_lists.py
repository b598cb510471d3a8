"""Writes walk lists to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from turf.management.command import CampaignCommand
from turf.services.export_walk_lists import export_walk_lists


class Command(CampaignCommand):
    """``manage.py export_walk_lists --campaign SLUG --format csv --out FILE``."""

    help = "Write the stops of a cut, in walking order."
    examples = """examples:
  manage.py export_walk_lists --campaign spring-26 --format csv --out walk_lists.csv
  manage.py export_walk_lists --campaign spring-26 --cut 3 --format geojson --out cut3.geojson"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--cut", type=int, metavar="ID", help="the latest where not given")
        parser.add_argument("--round", type=int, metavar="N", help="its frozen lists, with codes")
        parser.add_argument("--format", choices=["csv", "geojson"], required=True)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how much went into it."""
        count = export_walk_lists(
            campaign=self.campaign(options),
            out=options["out"],
            file_format=options["format"],
            cut_id=options["cut"],
            round_number=options["round"],
        )
        self.give(
            {"stops": count, "out": str(options["out"])},
            as_json=options["json"],
            lines=[f"{count} stops written to {options['out']}"],
        )
