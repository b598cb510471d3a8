"""Saves whom a campaign wants to reach."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from turf.importing.read_members import read_members
from turf.management.command import CampaignCommand
from turf.services.filter_universe import FIELDS, filter_universe
from turf.services.upload_universe import Named, upload_universe

WITH_REJECTS = 3
_SHOWN = 20


class Command(CampaignCommand):
    """``manage.py save_universe --campaign SLUG --name NAME …``; again, it is made anew."""

    help = (
        "Save a universe: by a filter, or of the members that a CSV file names by the ids of"
        " load_ground. Exit codes: 0 all good, 1 failed, 2 usage, 3 some members are not known."
    )
    examples = """examples:
  manage.py save_universe --campaign spring-26 --name spanish --filter language=es precinct=7-1,7-2
  manage.py save_universe --campaign spring-26 --name members --members members.csv \\
      --description "Everybody who paid dues in 2025"
  manage.py cut_turfs --campaign spring-26 --universe members --pack always"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        super().add_arguments(parser)
        parser.add_argument("--name", required=True)
        parser.add_argument("--description", default="", help="how the members were chosen")
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("--members", type=Path, metavar="FILE", help="CSV: person, door")
        chosen.add_argument("--filter", nargs="+", metavar="FIELD=A,B", help=", ".join(FIELDS))
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Save it, and say who of it is not known."""
        campaign = self.campaign(options)
        missing: list[Named] = []
        named = {"name": options["name"], "description": options["description"]}
        if options["members"]:
            members = [Named(*row) for row in read_members(options["members"])]
            universe, missing = upload_universe(campaign=campaign, members=members, **named)
        else:
            criteria = dict(_criterion(text) for text in options["filter"])
            universe = filter_universe(campaign=campaign, criteria=criteria, **named)
        for one in missing[:_SHOWN]:
            kind = "person" if one.person else "door"
            self.say(f"There is no {kind} {one.person or one.door!r} behind a known door.")
        count = universe.members.count()
        self.give(
            {"universe": universe.name, "members": count, "missing": len(missing)},
            as_json=options["json"],
            lines=[
                f"{universe.name}: {count} members, {len(missing)} not known",
                f"Next: manage.py cut_turfs --campaign {campaign.slug} --universe {universe.name}",
            ],
        )
        if missing:
            sys.exit(WITH_REJECTS)


def _criterion(text: str) -> tuple[str, list[str]]:
    field, sign, values = text.partition("=")
    several = [one.strip() for one in values.split(",") if one.strip()]
    if not sign or not several:
        raise CommandError(f"--filter takes FIELD=VALUE,… and not {text!r}", returncode=2)
    return field.strip(), several
