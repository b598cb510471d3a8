"""Phones with a list each, lent right now; as a module it makes them in an empty database.

    DATABASE_URL=… python -m tests.chaos.town

prints them as JSON.
"""

import json
import os
from dataclasses import asdict, dataclass

PHONES, DOORS = 3, 10


@dataclass(frozen=True, slots=True)
class LentPhone:
    """What a phone has to know to push: who it is, and what it may knock."""

    token: str
    walk_list: str
    doors: list[int]


def make_phones() -> list[LentPhone]:
    """Make the phones of one organization, each with a list of its own."""
    from tests import factories as make
    from tests.canvass.services.knock_documents import Walk

    first = Walk(doors=DOORS)
    walks = [first] + [
        Walk(doors=DOORS, organization=first.organization, campaign=first.campaign)
        for _ in range(PHONES - 1)
    ]
    for walk in walks:
        walk.assignment.delete()
        make.make_assignment(walk.walk_list, walk.member)
    return [
        LentPhone(
            token=make.make_token(walk.member, walk.device),
            walk_list=str(walk.walk_list.id),
            doors=[door.id for door in walk.doors],
        )
        for walk in walks
    ]


def main() -> None:
    """Make the tables, then the phones."""
    import django
    from django.core.management import call_command

    django.setup()
    from turf import scope

    scope.OUTSIDE = scope.OWNER  # as tests do: rows of any organization
    call_command("migrate", verbosity=0)
    print(json.dumps([asdict(phone) for phone in make_phones()]))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    main()
