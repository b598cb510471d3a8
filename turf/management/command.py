"""What every command line of Stoop does alike: problems, JSON, exit codes."""

import json
from argparse import RawDescriptionHelpFormatter
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from turf.errors import StoopError
from turf.models import Campaign
from turf.scope import enter_tenant, nobody
from turf.services.find_campaign import find_campaign

# PostgreSQL's codes for a lock that was not to be had in time, and for a deadlock.
_LOCK_STATES = frozenset(("55P03", "40P01"))


class StoopCommand(BaseCommand):
    """A command whose problems are one clear line on stderr and exit code 1.

    ``examples`` stands under ``--help``. Results go to stdout, all else to stderr.
    """

    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Show the examples as they are written."""
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=self.examples,
            formatter_class=RawDescriptionHelpFormatter,
            **kwargs,
        )

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run, in nobody's name until a tenant is entered; a coded problem is exit code 1."""
        try:
            with nobody():
                return super().execute(*args, **options)
        except StoopError as problem:
            raise CommandError(str(problem)) from problem
        except DatabaseError as error:
            if _is_locked(error):
                raise CommandError(
                    "The database is busy: another load or shift is writing. Try again."
                ) from error
            if _has_tables():
                raise
            raise CommandError("The database is empty. Run: manage.py migrate") from error

    def say(self, line: str) -> None:
        """Tell the person at the terminal something that is no result."""
        self.stderr.write(line, self.style.NOTICE if self.stderr.isatty() else None)

    def give(self, result: Mapping[str, Any], *, as_json: bool, lines: list[str]) -> None:
        """Print the result: one JSON object, or lines for a person."""
        if as_json:
            self.stdout.write(json.dumps(result, ensure_ascii=False, default=str))
            return
        for line in lines:
            self.stdout.write(line)


def _is_locked(error: DatabaseError) -> bool:
    """Whether the database gave up waiting for another writer."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _LOCK_STATES or str(error).startswith("database is locked")


def _has_tables() -> bool:
    return Campaign._meta.db_table in connection.introspection.table_names()


class CampaignCommand(StoopCommand):
    """A command about one campaign."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which campaign."""
        parser.add_argument("--campaign", required=True, metavar="SLUG", help="short name")
        parser.add_argument(
            "--organization", metavar="SLUG", help="needed where two have a campaign of that name"
        )

    def campaign(self, options: Mapping[str, Any]) -> Campaign:
        """The campaign that was named, whose tenant is entered. Raises NotFound, Ambiguous."""
        found = find_campaign(slug=options["campaign"], organization=options["organization"])
        enter_tenant(found.organization_id)
        return found
