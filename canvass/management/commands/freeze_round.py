"""Freezes the next round of a cut."""

from typing import Any

from django.core.management.base import CommandParser

from canvass.services.lending.freeze_round import CHOICES, freeze_round
from turf.errors import NotFound
from turf.management.command import CampaignCommand
from turf.models import Cut
from turf.models.walk_list import PRACTICE_ROUND, ListKind


class Command(CampaignCommand):
    """``manage.py freeze_round --campaign SLUG --round N``; safe to repeat."""

    help = (
        "Freeze walk lists for a round of a cut. From the second on they have the doors where"
        " nobody was home, nobody got in, somebody had no time or spoke another language; never"
        " those that are done, said no, or asked not to be visited."
    )
    examples = """examples:
  manage.py freeze_round --campaign spring-26 --round 1
  manage.py freeze_round --campaign spring-26 --round 2
  manage.py freeze_round --campaign spring-26 --round 2 --take not_home never_attempted
  manage.py freeze_round --campaign spring-26 --round 3 --kind lit_drop"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--cut", type=int, metavar="ID", help="the latest where not given")
        parser.add_argument("--round", type=int, required=True, metavar="N")
        parser.add_argument("--kind", choices=ListKind.values, default=ListKind.DOOR_KNOCK)
        parser.add_argument(
            "--take", nargs="+", choices=CHOICES, metavar="WHAT", help=", ".join(CHOICES)
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Freeze, and say what came out."""
        campaign = self.campaign(options)
        cuts = Cut.objects.for_campaign(campaign).order_by("pk")
        cut = cuts.filter(pk=options["cut"]).first() if options["cut"] else cuts.last()
        if cut is None:
            raise NotFound(f"There is no such cut: manage.py cut_turfs --campaign {campaign.slug}")
        lists = freeze_round(
            cut=cut, number=options["round"], kind=options["kind"], take=options["take"]
        )
        number = PRACTICE_ROUND if options["kind"] == ListKind.PRACTICE else options["round"]
        doors = sum(one.door_count for one in lists)
        self.give(
            {"cut": cut.pk, "round": number, "lists": len(lists), "doors": doors},
            as_json=options["json"],
            lines=[
                f"Round {number} of cut {cut.pk}: {len(lists)} lists, {doors} doors",
                f"Next: manage.py export_walk_lists --campaign {campaign.slug} --cut {cut.pk} "
                f"--round {number} --format csv --out walk_lists.csv",
            ],
        )
