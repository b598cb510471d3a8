"""What is set of an organization, as told on a command line."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from turf.models.organization import Profile
from turf.services.make_organization import Settings

YES, NO = "yes", "no"


def add_settings(parser: CommandParser) -> None:
    """Declare ``--profile``, ``--phone`` and ``--requires-mfa``."""
    parser.add_argument(
        "--profile", choices=Profile.values, help="how strict the nonpartisan rules are"
    )
    parser.add_argument("--phone", metavar="NUMBER", help="the number anybody may call")
    parser.add_argument(
        "--requires-mfa", choices=[YES, NO], help="whether staff need a second factor"
    )


def settings_of(options: Mapping[str, Any]) -> Settings:
    """Read them; what was not given stays None. Raises UnusablePhone."""
    profile, requires = options["profile"], options["requires_mfa"]
    return Settings(
        profile=Profile(profile) if profile else None,
        phone=options["phone"],
        requires_mfa=None if requires is None else requires == YES,
    )
