"""Cuts doors into turfs."""

import os
from typing import Any

from django.core.management.base import CommandError, CommandParser

from turf.cutting.ground import Pack, Params
from turf.management.command import CampaignCommand
from turf.models import Cut
from turf.services.cut_turfs import cut_turfs


class Command(CampaignCommand):
    """``manage.py cut_turfs --campaign SLUG``; each run makes a new cut and touches no other."""

    help = "Cut the doors of a campaign into walks, ordered and scored."
    examples = """examples:
  manage.py cut_turfs --campaign spring-26
  manage.py cut_turfs --campaign spring-26 --precinct 7-1 7-2 --minutes 120
  manage.py cut_turfs --campaign spring-26 --universe members --pack always"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--universe", metavar="NAME", help="only the doors of a universe")
        parser.add_argument("--precinct", metavar="CODE", nargs="+", default=[], action="extend")
        parser.add_argument("--pack", choices=[way.value for way in Pack], default="auto")
        size = parser.add_mutually_exclusive_group()
        size.add_argument("--doors", type=int, default=50, help="doors a turf (default 50)")
        size.add_argument("--minutes", type=float, help="minutes a turf, instead of doors")
        parser.add_argument("--tolerance", type=float, default=0.1, help="default 0.1")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Cut, and print the score."""
        try:
            params = Params(
                doors=options["doors"],
                minutes=options["minutes"],
                tolerance=options["tolerance"],
                pack=Pack(options["pack"]),
            )
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        campaign = self.campaign(options)
        cut = cut_turfs(
            campaign=campaign,
            params=params,
            universe=options["universe"],
            precincts=options["precinct"],
            seed=options["seed"],
            jobs=max(1, options["jobs"] or 1),
        )
        for warning in cut.warnings:
            self.say(f"Note: {warning}")
        self.give(
            {"cut": cut.pk, "seconds": cut.seconds, **cut.score},
            as_json=options["json"],
            lines=[
                *score_lines(cut),
                f"Next: manage.py export_walk_lists --campaign {campaign.slug} --cut {cut.pk} "
                "--format csv --out walk_lists.csv",
            ],
        )


def score_lines(cut: Cut) -> list[str]:
    """The score of a cut as a person reads it."""
    score = cut.score
    lines = [
        f"Cut {cut.pk}: {score['turfs']} turfs in {cut.seconds:.1f} s; "
        f"{score['assigned']} doors assigned, {score['unassigned']} unassigned"
        + "".join(f", {n} {reason}" for reason, n in score["unassigned_by_reason"].items() if n)
    ]
    if score["turfs"]:
        lines.append(
            f"  {score['metres_per_door']:.1f} m a door, doors a turf {score['doors_min']}-"
            f"{score['doors_max']} (median {score['doors_median']:.0f}, cv {score['doors_cv']:.3f})"
            f", worst hop {score['worst_hop_m']:.0f} m, {score['crossings']} crossings of major "
            f"roads, compactness {score['compactness_mean']:.2f}"
        )
    return lines
