"""Looks at every part Stoop needs."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.checkup import check_up


class Command(BaseCommand):
    """``manage.py doctor``: exit code 0 when all parts work, 1 otherwise."""

    help = "Check each part Stoop needs, and print the line that mends what is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a part."""
        findings = check_up()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings]))
        else:
            for finding in findings:
                mark = "ok     " if finding.is_well else "BROKEN "
                self.stdout.write(f"{mark}{finding.part:<11} {finding.seen}")
                if finding.mend:
                    self.stdout.write(f"       mend it with: {finding.mend}")
        if not all(finding.is_well for finding in findings):
            sys.exit(1)
