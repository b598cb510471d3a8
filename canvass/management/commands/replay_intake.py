"""Takes in again what came and was never looked at."""

from argparse import ArgumentTypeError
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from canvass.services.intake.replay_intake import replay_intake
from turf.management.command import StoopCommand

YOUNGEST = timedelta(minutes=1)
"""Somebody may be at work on what came just now."""


class Command(StoopCommand):
    """``manage.py replay_intake [--since ISO] [--all] [--json]``."""

    help = (
        "Look at stored bodies that were kept but not settled, as after a crash. Running it twice"
        " changes nothing. Exit codes: 0 done, 1 some could not be settled, 2 usage."
    )
    examples = """examples:
  manage.py replay_intake
  manage.py replay_intake --since 2026-10-03T17:00:00Z --all"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument(
            "--since", type=moment, metavar="ISO", help="only what came then or later"
        )
        parser.add_argument("--all", action="store_true", help="also what was settled already")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay, and print what became of it. Raises CommandError when something is left."""
        done = replay_intake(
            came_before=timezone.now() - YOUNGEST,
            came_since=options["since"],
            everything=options["all"],
        )
        outcomes = dict(done.outcomes)
        self.give(
            {
                "bodies": done.bodies,
                "unreadable": done.unreadable,
                "outcomes": outcomes,
                "failed": done.failed,
            },
            as_json=options["json"],
            lines=[
                f"{done.bodies} bodies, {done.unreadable} of them not readable",
                *(f"{name}: {count}" for name, count in outcomes.items()),
            ],
        )
        if done.failed:
            raise CommandError(
                f"{len(done.failed)} bodies could not be settled now and are kept: "
                f"{', '.join(map(str, done.failed[:10]))}. Run this again later."
            )


def moment(given: str) -> datetime:
    """Read a moment; without a zone it is UTC. Raises ArgumentTypeError."""
    try:
        read = parse_datetime(given)
    except ValueError:
        read = None
    if read is None:
        raise ArgumentTypeError(f"{given!r} is no time such as 2026-10-03T17:00:00Z")
    return read if read.tzinfo else read.replace(tzinfo=UTC)
