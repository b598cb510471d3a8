"""Adds somebody to an organization, such as its first admin."""

import re
from argparse import ArgumentTypeError
from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from canvass.services.devices.make_enrolment_codes import VALID_FOR
from canvass.services.members.add_member import add_member
from canvass.services.members.name_account import LONGEST_USERNAME
from turf.management.command import StoopCommand
from turf.models import Organization, Role
from turf.scope import enter_tenant
from turf.services.find_campaign import find_campaign
from turf.services.find_organization import find_organization

LONGEST_NAME = 100


class Command(StoopCommand):
    """``manage.py add_member --organization NAME --username U --role admin``."""

    help = (
        "Add a member, and print once the code by which they choose a password. Repeated before"
        " they did, it prints another one. Exit codes: 0 done, 1 failed, 2 usage."
    )
    examples = """examples:
  manage.py add_member --organization "Neighbors Vote" --username rosa --role admin
  manage.py add_member --campaign spring-26 --username omar --role director --chosen-name Omar"""

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be given."""
        parser.add_argument("--organization", metavar="NAME", help="where they come in")
        parser.add_argument("--campaign", metavar="SLUG", help="or a campaign of it")
        parser.add_argument("--username", required=True, type=_username, metavar="U")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument(
            "--chosen-name", default="", type=_chosen, metavar="NAME", help="as others see them"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them, and show the code this once."""
        organization = _organization(options)
        enter_tenant(organization)
        member, code = add_member(
            organization=organization,
            username=options["username"],
            chosen_name=options["chosen_name"],
            role=Role(options["role"]),
            added_at=timezone.now(),
        )
        name = member.user.username
        minutes = int(VALID_FOR.total_seconds()) // 60
        lines = [f"{name} is {member.get_role_display().lower()} of {organization.name}."]
        if code:
            lines.append(f"Code, shown this once and good for {minutes} minutes: {code}")
            lines.append("Next: choose a password with it at /first-password/, then sign in")
        else:
            lines.append(f"They have a password; lost, it is set by: changepassword {name}")
        self.give(
            {"member": member.pk, "username": name, "code": str(code) if code else None},
            as_json=options["json"],
            lines=lines,
        )


def _organization(options: Mapping[str, Any]) -> Organization:
    named, slug = options["organization"], options["campaign"]
    if not (named or slug):
        raise CommandError("Say where: --organization NAME, or --campaign SLUG.", returncode=2)
    if not slug:
        return find_organization(named=named)
    owner = find_organization(named=named).slug if named else None
    return find_campaign(slug=slug, organization=owner).organization


def _username(text: str) -> str:
    if not re.fullmatch(rf"[\w.@+-]{{1,{LONGEST_USERNAME}}}", text):
        raise ArgumentTypeError(f"a name has 1 to {LONGEST_USERNAME} letters, digits, @ . + - _")
    return text


def _chosen(text: str) -> str:
    if not text.isprintable() or len(text) > LONGEST_NAME:
        raise ArgumentTypeError(f"a name has at most {LONGEST_NAME} letters")
    return text
