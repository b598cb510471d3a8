"""Loads ground from files."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

from django.core.management.base import CommandError, CommandParser

from turf.importing.faults import FieldUnknown
from turf.importing.fields import known_fields, parse_fields
from turf.importing.rejects import check_writable, write_rejects
from turf.importing.report import LayerReport, LoadReport
from turf.management.command import CampaignCommand
from turf.management.precinct_lines import change_lines
from turf.management.progress import shown_progress
from turf.services.compare_precincts import compare_precincts
from turf.services.keep_source import Provenance
from turf.services.load_ground import load_ground

LAYERS = ("precincts", "streets", "addresses", "people")
WITH_REJECTS = 3
_SHOWN = 20


class Command(CampaignCommand):
    """``manage.py load_ground --campaign SLUG --precincts FILE …``; safe to repeat."""

    help = (
        "Load precincts, streets, addresses and people from GeoJSON, GeoPackage, Shapefile (bare"
        " or zipped) or CSV. Loaded again, a file changes nothing; bad rows never stop good ones."
        " Exit codes: 0 all good, 1 failed, 2 usage, 3 done with rejects."
    )
    examples = """examples:
  manage.py load_ground --campaign spring-26 --precincts wards.geojson --streets roads.zip
  manage.py load_ground --campaign spring-26 --addresses doors.csv --rejects rejects.csv
  manage.py load_ground --campaign spring-26 --streets centerlines.geojson \\
      --fields "street.name=Street, street.left_from=L_From, street.left_to=L_To"
  manage.py load_ground --campaign spring-26 --precincts new-wards.geojson --compare
  manage.py load_ground --campaign spring-26 --addresses rejects.csv      (the mended rejects)

fields, usually found by themselves:
""" + fill(", ".join(known_fields()), 96, initial_indent="  ", subsequent_indent="  ")

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        for layer in LAYERS:
            parser.add_argument(f"--{layer}", metavar="FILE", type=Path)
        parser.add_argument(
            "--fields",
            default="",
            metavar="K=V,…",
            help="columns by the project's names, as precinct.code=WardPrecinct",
        )
        parser.add_argument(
            "--compare",
            action="store_true",
            help="with --precincts alone: tell what the file would change, and store nothing",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="retire the precincts that the file of --precincts does not name",
        )
        told = parser.add_argument_group("where the files come from, kept with them")
        told.add_argument("--source", default="", metavar="WHO", help="who gave the files")
        told.add_argument("--state", default="", metavar="XX", help="whose law they are under")
        told.add_argument("--purposes", default="", metavar="A,B", help="what they may be used for")
        told.add_argument("--affirmed-by", default="", metavar="NAME", help="who vouches for that")
        told.add_argument(
            "--expires",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="people are erased after this day (purge_expired)",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, but store nothing")
        parser.add_argument("--rejects", metavar="FILE", type=Path, help="CSV for the bad rows")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what became of every row."""
        fields = self._fields(options)
        campaign = self.campaign(options)
        if options["compare"]:
            changes = compare_precincts(
                jurisdiction=campaign.jurisdiction, path=options["precincts"], fields=fields
            )
            self.give(
                {"campaign": campaign.slug, **changes.as_dict()},
                as_json=options["json"],
                lines=change_lines(changes),
            )
            return
        if options["rejects"]:
            check_writable(options["rejects"])
        with shown_progress(self.stderr) as progress:
            report = load_ground(
                campaign=campaign,
                **{layer: options[layer] for layer in LAYERS},
                fields=fields,
                is_dry_run=options["dry_run"],
                is_replacing=options["replace"],
                provenance=_provenance(options),
                progress=progress,
            )
        if options["rejects"]:
            write_rejects(options["rejects"], report.rejects)
        self._tell(report, options["rejects"])
        self.give(
            {"campaign": campaign.slug, **report.as_dict()},
            as_json=options["json"],
            lines=[*report_lines(report), f"Next: {_next(report, campaign.slug)}"],
        )
        if report.rejected:
            sys.exit(WITH_REJECTS)

    def _fields(self, options: Mapping[str, Any]) -> dict[str, str]:
        """Check what can be checked before any file is opened."""
        files = [options[layer] for layer in LAYERS if options[layer]]
        if not files:
            raise CommandError(
                "Nothing to load: give at least one of --precincts, --streets, --addresses,"
                " --people.",
                returncode=2,
            )
        if options["replace"] and not options["precincts"]:
            raise CommandError("--replace needs --precincts FILE.", returncode=2)
        if options["compare"] and files != [options["precincts"]]:
            raise CommandError(
                "--compare looks at precincts: give --precincts FILE and no other.", returncode=2
            )
        if options["rejects"] and options["rejects"].resolve() in [f.resolve() for f in files]:
            raise CommandError(
                "--rejects names a file that is to be loaded: give it another name.", returncode=2
            )
        try:
            return parse_fields(options["fields"])
        except FieldUnknown as problem:
            raise CommandError(str(problem), returncode=2) from problem

    def _tell(self, report: LoadReport, rejects: Path | None) -> None:
        """Say warnings, the first notes, and where the rejected rows are."""
        for layer in report.layers.values():
            for warning in layer.warnings:
                self.say(f"Note: {warning}")
            for note in layer.shown_notes(_SHOWN):
                self.say(str(note))
            if len(layer.notes) > _SHOWN:
                self.say(f"{layer.layer}: {len(layer.notes) - _SHOWN} more notes like these.")
        if report.rejected and rejects:
            self.say(f"{report.rejected} rows were set aside in {rejects}: mend and load them.")
        elif report.rejected:
            self.say(f"{report.rejected} rows were set aside; --rejects FILE writes them down.")


def _provenance(options: Mapping[str, Any]) -> Provenance:
    """Read what is said of the files. Raises NotAffirmed."""
    state = options["state"].upper()
    if state and not (len(state) == 2 and state.isalpha()):
        raise CommandError("--state takes two letters, as PA.", returncode=2)
    purposes = (one.strip() for one in options["purposes"].split(","))
    return Provenance(
        source=options["source"],
        state=state,
        purposes=tuple(one for one in purposes if one),
        affirmed_by=options["affirmed_by"],
        expires_on=options["expires"],
    )


def report_lines(report: LoadReport) -> list[str]:
    """What a load did as a person reads it."""
    lines = [_layer_line(layer) for layer in report.layers.values()]
    totals = report.totals
    lines.append(
        f"The ground now holds {totals['precincts']} precincts, {totals['streets']} streets, "
        f"{totals['buildings']} buildings, {totals['doors']} doors "
        f"({totals['doors_in_no_precinct']} in no precinct), {totals['people']} people."
    )
    done = "A dry run: nothing was stored" if report.is_dry_run else "Done"
    return [*lines, f"{done}, in {report.seconds:.1f} s."]


def _layer_line(layer: LayerReport) -> str:
    """Counts of one layer; those that are always told first."""
    always = [f"{layer.loaded} loaded", f"{layer.updated} updated", f"{layer.unchanged} unchanged"]
    names = ("merged", "repaired", "rejected", "unplaced", "withheld", "outside")
    others = [f"{getattr(layer, name)} {name}" for name in names if getattr(layer, name)]
    return f"{layer.layer}: {layer.rows} rows of {layer.source}: {', '.join([*always, *others])}"


def _next(report: LoadReport, slug: str) -> str:
    """Return the command that comes next."""
    if report.is_dry_run:
        return "run it again without --dry-run"
    missing = [name for name in ("precincts", "streets", "doors") if not report.totals[name]]
    if missing:
        flags = " ".join(f"--{name.replace('doors', 'addresses')} FILE" for name in missing)
        return f"manage.py load_ground --campaign {slug} {flags}"
    return f"manage.py cut_turfs --campaign {slug}"
