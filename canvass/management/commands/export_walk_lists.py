"""Writes walk lists to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.models import RecipientKind
from canvass.services.exports.check_recipient import CANVASS, OWN_USE, Recipient
from canvass.services.exports.hand_out_walk_lists import hand_out_walk_lists
from turf.management.command import CampaignCommand


class Command(CampaignCommand):
    """``manage.py export_walk_lists --campaign SLUG --format csv --out FILE``."""

    help = "Write the stops of a cut, in walking order."
    examples = """examples:
  manage.py export_walk_lists --campaign spring-26 --format csv --out walk_lists.csv
  manage.py export_walk_lists --campaign spring-26 --cut 3 --format geojson --out cut3.geojson
  manage.py export_walk_lists --campaign spring-26 --format csv --out print.csv \\
      --recipient "Corner Print Shop" --recipient-kind printer --purpose "paper lists"

Every export is on record with recipient and purpose. An organization of profile c3_strict hands
nothing to a candidate, a party or a PAC."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--cut", type=int, metavar="ID", help="the latest where not given")
        parser.add_argument("--round", type=int, metavar="N", help="its frozen lists, with codes")
        parser.add_argument("--format", choices=["csv", "geojson"], required=True)
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--recipient", default=OWN_USE, metavar="NAME", help=f"who gets it (default: {OWN_USE})"
        )
        parser.add_argument(
            "--recipient-kind",
            choices=RecipientKind.values,
            help="what they are; needed for anything but own use",
        )
        parser.add_argument(
            "--purpose",
            default="",
            metavar="WORDS",
            help=f"what for (default for own use: {CANVASS})",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how much went into it."""
        kind = options["recipient_kind"]
        count = hand_out_walk_lists(
            campaign=self.campaign(options),
            out=options["out"],
            file_format=options["format"],
            cut_id=options["cut"],
            round_number=options["round"],
            recipient=Recipient(
                name=options["recipient"],
                purpose=options["purpose"],
                kind=RecipientKind(kind) if kind else None,
            ),
            made_at=timezone.now(),
        )
        self.give(
            {"stops": count, "out": str(options["out"])},
            as_json=options["json"],
            lines=[f"{count} stops written to {options['out']}"],
        )
