"""Measures the cut beside what others would take."""

import os
from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError, CommandParser

from turf.cutting.ground import Pack, Params
from turf.errors import NotFound
from turf.importing.faults import FieldUnknown
from turf.importing.fields import parse_fields
from turf.management.command import StoopCommand
from turf.management.progress import shown_progress

if TYPE_CHECKING:
    from tests.bench.task import Rules
    from tests.bench.town import Town


def _number(
    read: Callable[[str], float], holds: Callable[[float], bool], wanted: str
) -> Callable[[str], float]:
    """Make what reads an option that is ``wanted``."""

    def number(text: str) -> float:
        value = read(text)
        if not holds(value):
            raise ArgumentTypeError(f"{text} is not {wanted}")
        return value

    return number


_COUNT = _number(int, lambda count: count >= 1, "1 or more")
_SEED = _number(int, lambda seed: seed >= 0, "0 or more")
_METRES = _number(float, lambda metres: metres >= 1, "1 or more")
_SECONDS = _number(float, lambda seconds: seconds > 0, "above 0")
_SHARE = _number(float, lambda share: 0 < share <= 1, "above 0 and at most 1")


class Command(StoopCommand):
    """``manage.py bench_cut``; reads files, needs no database. Peers come with the bench extra."""

    help = (
        "Cut the same doors by several methods and measure all walks alike."
        " Exit codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py bench_cut --precincts P.geojson --streets S.geojson --addresses A.csv
  manage.py bench_cut … --only 3-1 2-3 --contenders ours PyVRP --pyvrp-seconds 60 --json
  manage.py bench_cut --precincts P.geojson --streets S.geojson --lay 14 --growth
  manage.py bench_cut … --lay 14 --draw 9000 --pack auto --groups 10"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        for layer in ("precincts", "streets"):
            parser.add_argument(f"--{layer}", metavar="FILE", required=True)
        doors = parser.add_mutually_exclusive_group(required=True)
        doors.add_argument("--addresses", metavar="FILE")
        doors.add_argument(
            "--lay",
            type=_METRES,
            metavar="METRES",
            help="no addresses: lay a door each so many metres on both sides of every street",
        )
        parser.add_argument("--fields", default="", metavar="k=v,…", help="as in load_ground")
        self._add_ground(parser)
        self._add_race(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def _add_ground(self, parser: CommandParser) -> None:
        parser.add_argument("--only", metavar="CODE", nargs="+", default=[], help="precincts")
        parser.add_argument(
            "--share",
            type=_SHARE,
            default=1.0,
            help="keep so much of the precincts, lying together (default 1)",
        )
        parser.add_argument(
            "--growth",
            action="store_true",
            help="race on 1/4, 1/2 and all of the precincts (by default ours only)",
        )
        parser.add_argument("--draw", type=_COUNT, metavar="N", help="keep N doors, by chance")
        parser.add_argument("--pack", choices=[way.value for way in Pack], default="never")
        parser.add_argument(
            "--groups",
            type=_COUNT,
            metavar="N",
            help="race on N of the precincts, or of the packed groups; ours still cuts all",
        )

    def _add_race(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--contenders", metavar="NAME", nargs="+", default=[], help="default all"
        )
        parser.add_argument("--doors", type=int, default=50, help="doors a turf (default 50)")
        parser.add_argument("--tolerance", type=float, default=0.1, help="default 0.1")
        parser.add_argument("--seed", type=_SEED, default=0, help="of all chance (default 0)")
        parser.add_argument(
            "--jobs",
            type=_COUNT,
            default=os.cpu_count(),
            metavar="N",
            help="processes of ours (default one for each core)",
        )
        parser.add_argument(
            "--pyvrp-seconds", type=_SECONDS, default=10.0, help="a precinct or group"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the race and print its table."""
        # The race lives with the tests: an installation without them runs all else.
        from tests.bench import contenders, race, tables

        try:
            fields = parse_fields(options["fields"])
            contenders.chosen(options["contenders"])
            rules = _rules(options)
        except (FieldUnknown, NotFound, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        town = _town(options, fields)
        with shown_progress(self.stderr) as show:
            if options["growth"]:
                names = options["contenders"] or [contenders.OURS]
                found = race.run_growth(town, rules, names, show)
            else:
                found = race.run_race(town, rules, options["contenders"], show)
        lines = tables.growth_lines if options["growth"] else tables.race_lines
        self.give(found, as_json=options["json"], lines=lines(found))


def _rules(options: Mapping[str, Any]) -> "Rules":
    """What all contenders are asked. Raises ValueError."""
    from tests.bench.task import Rules

    return Rules(
        Params(doors=options["doors"], tolerance=options["tolerance"], pack=Pack(options["pack"])),
        seed=options["seed"],
        groups=options["groups"],
        pyvrp_seconds=options["pyvrp_seconds"],
        jobs=options["jobs"] or 1,
    )


def _town(options: Mapping[str, Any], fields: Mapping[str, str]) -> "Town":
    """The doors that are asked for, and the streets."""
    from tests.bench.part import draw_doors, take_share
    from tests.bench.town import read_town

    town = read_town(
        options["precincts"],
        options["streets"],
        options["addresses"] or options["lay"],
        fields,
        only=options["only"],
    )
    town = take_share(town, options["share"])
    return draw_doors(town, options["draw"], options["seed"]) if options["draw"] else town
