"""Writes what came of each person, for a vendor's system."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from canvass.reports.export.canvass_rows import canvass_rows, question_keys
from canvass.reports.export.handover import Handover, RecipientKind, hand_over
from canvass.reports.export.mapping import MappingUnreadable, Vocabulary, read_mapping
from canvass.reports.export.osdi import record_canvass
from canvass.reports.export.van import canvass_response, json_lines, van_csv
from canvass.reports.filters import Filters
from turf.management.command import CampaignCommand
from turf.services.export_walk_lists import CannotWrite

DONE_WITH_REJECTS = 3


class Command(CampaignCommand):
    """``manage.py export_canvass --campaign SLUG --format van_csv|van_json|osdi …``."""

    help = (
        "Write the results of named people, a line each. Exit codes: 0 all, 1 failed, 2 usage,"
        " 3 some left out because the mapping does not know them."
    )
    examples = """examples:
  manage.py export_canvass --campaign spring-26 --format van_csv --out results.csv \\
      --recipient "Neighbors Vote" --kind own --purpose "our own VAN committee"
  manage.py export_canvass --campaign spring-26 --format van_json --mapping van.json ..."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--format", choices=["van_csv", "van_json", "osdi"], required=True)
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="ids there, as JSON")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument("--recipient", required=True, help="who gets it")
        parser.add_argument(
            "--kind", choices=list(RecipientKind), type=RecipientKind, required=True
        )
        parser.add_argument("--purpose", required=True, help="what for")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask whether it may be handed over, then write."""
        campaign, form = self.campaign(options), options["format"]
        words = _mapping(options["mapping"])
        hand_over(
            campaign, Handover(form, options["recipient"], options["kind"], options["purpose"])
        )
        left_out: list[str] = []
        with closing(canvass_rows(campaign, Filters())) as rows:
            if form == "van_csv":
                lines = van_csv(rows, question_keys(campaign))
            else:
                write = canvass_response if form == "van_json" else record_canvass
                lines = json_lines(rows, write, words, left_out)
            written = _write(options["out"], lines) - (form == "van_csv")
        for reason in sorted(set(left_out)):
            self.say(f"{left_out.count(reason)} left out: {reason}")
        self.give(
            {"results": written, "left_out": len(left_out), "out": str(options["out"])},
            as_json=options["json"],
            lines=[f"{written} results written to {options['out']}"],
        )
        if left_out:
            raise SystemExit(DONE_WITH_REJECTS)


def _mapping(path: Path | None) -> Vocabulary:
    if path is None:
        return Vocabulary()
    try:
        return read_mapping(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise MappingUnreadable(f"Cannot read {path} as JSON: {error}") from error


def _write(out: Path, lines: Any) -> int:
    """Write beside the place and move: the file is whole or not there at all."""
    beside = out.with_name(f".{out.name}.part")
    count = 0
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            for line in lines:
                file.write(line)
                count += 1
        beside.replace(out)
    except OSError as error:
        raise CannotWrite(f"Cannot write {out}: {error.strerror}. Give another --out") from error
    finally:
        beside.unlink(missing_ok=True)
    return count
