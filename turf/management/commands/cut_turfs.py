"""Cuts doors into turfs, or tells what that would give."""

import os
import time
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser

from turf.cutting.ground import Pack, Params
from turf.management.command import CampaignCommand
from turf.management.forecast_lines import as_document, as_lines
from turf.management.staging import add_staging
from turf.models import Campaign, Cut
from turf.services.check_staging import StagingSwapped, check_staging
from turf.services.cut_turfs import cut_turfs
from turf.services.forecast_cut import forecast_cut


class Command(CampaignCommand):
    """``manage.py cut_turfs --campaign SLUG``; each run makes a new cut and touches no other."""

    help = "Cut the doors of a campaign into walks, ordered and scored."
    examples = """examples:
  manage.py cut_turfs --campaign spring-26
  manage.py cut_turfs --campaign spring-26 --forecast
  manage.py cut_turfs --campaign spring-26 --precinct 7-1 7-2 --minutes 120
  manage.py cut_turfs --campaign spring-26 --universe members --pack always
  manage.py cut_turfs --campaign spring-26 --start -75.1635,39.9526 --end -75.1580,39.9500"""

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
        add_staging(parser)
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
        parser.add_argument(
            "--forecast", action="store_true", help="tell what would come out, and store nothing"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Cut or forecast, and print the score or the table."""
        campaign = self.campaign(options)
        wanted = {
            "campaign": campaign,
            "params": _params(campaign, options),
            "universe": options["universe"],
            "precincts": options["precinct"],
            "jobs": max(1, options["jobs"] or 1),
        }
        if options["forecast"]:
            self._forecast(wanted, as_json=options["json"])
            return
        cut = cut_turfs(**wanted, seed=options["seed"])
        self._note(cut.warnings)
        self.give(
            {"cut": cut.pk, "seconds": cut.seconds, **cut.score, "warnings": cut.warnings},
            as_json=options["json"],
            lines=[
                *score_lines(cut),
                f"Next: manage.py export_walk_lists --campaign {campaign.slug} --cut {cut.pk} "
                "--format csv --out walk_lists.csv",
            ],
        )

    def _forecast(self, wanted: Mapping[str, Any], *, as_json: bool) -> None:
        started = time.perf_counter()
        forecast = forecast_cut(**wanted)
        seconds = round(time.perf_counter() - started, 3)
        self._note(forecast.warnings)
        document = {"seconds": seconds, **as_document(forecast)}
        self.give(document, as_json=as_json, lines=as_lines(forecast))

    def _note(self, warnings: Iterable[str]) -> None:
        for warning in warnings:
            self.say(f"Note: {warning}")


def _params(campaign: Campaign, options: Mapping[str, Any]) -> Params:
    """What was asked for. Raises CommandError where no cut can have it."""
    try:
        params = Params(
            doors=options["doors"],
            minutes=options["minutes"],
            tolerance=options["tolerance"],
            pack=Pack(options["pack"]),
            start=options["start"],
            end=options["end"],
        )
        check_staging(campaign=campaign, params=params)
    except (ValueError, StagingSwapped) as error:
        raise CommandError(str(error), returncode=2) from error
    return params


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
