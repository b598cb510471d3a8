"""Writes what came of each person, for a vendor's system."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from canvass.management.filter_options import add_filter_options, filters_of
from canvass.models import ExportKind, RecipientKind
from canvass.reports.export.canvass_rows import canvass_rows, question_keys
from canvass.reports.export.mapping import MappingUnreadable, Vocabulary, read_mapping
from canvass.reports.export.osdi import record_canvass
from canvass.reports.export.van import canvass_response, json_lines, van_csv
from canvass.reports.known import refuse_unknown
from canvass.services.exports.check_recipient import CANVASS, OWN_USE, Recipient
from canvass.services.exports.hand_out_file import Note, hand_out_file
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
      --recipient "Tabulate Inc" --recipient-kind vendor --purpose "keeps our lists"
  manage.py export_canvass --campaign spring-26 --format van_json --mapping van.json ..."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        add_filter_options(parser)
        parser.add_argument("--format", choices=["van_csv", "van_json", "osdi"], required=True)
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="ids there, as JSON")
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
        """Ask whether it may be handed over, then write."""
        campaign, form = self.campaign(options), options["format"]
        words, kind = _mapping(options["mapping"]), options["recipient_kind"]
        filters = filters_of(options)
        refuse_unknown(campaign, filters)
        left_out: list[str] = []

        def write(note: Note) -> int:
            with closing(canvass_rows(campaign, filters)) as rows:
                if form == "van_csv":
                    lines, heads = van_csv(rows, question_keys(campaign)), 1
                else:
                    tell = canvass_response if form == "van_json" else record_canvass
                    lines, heads = json_lines(rows, tell, words, left_out), 0
                return _write(options["out"], lines, heads, note)

        written = hand_out_file(
            source=campaign,
            what=ExportKind.RESULTS,
            recipient=Recipient(
                name=options["recipient"],
                purpose=options["purpose"],
                kind=RecipientKind(kind) if kind else None,
            ),
            made_at=timezone.now(),
            write=write,
        )
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


def _write(out: Path, lines: Any, heads: int, note: Note) -> int:
    """Write beside the place and move: the file is whole or not there at all."""
    beside = out.with_name(f".{out.name}.part")
    count = -heads
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            for line in lines:
                file.write(line)
                count += 1
        note(beside, count)
        beside.replace(out)
    except OSError as error:
        raise CannotWrite(f"Cannot write {out}: {error.strerror}. Give another --out") from error
    finally:
        beside.unlink(missing_ok=True)
    return count
