"""Lays the ground of the race: `python -m tests.bench.sync.ground PHONES ROUNDS`.

Migrates the database of DATABASE_URL and prints the plan: the script, and for each phone its token
and its lists with their stops.
"""

import json
import sys
from datetime import timedelta
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

from tests.bench.sync.rules import DOORS

PEOPLE_A_DOOR = 2
CAMPAIGN = "bench"


def main() -> None:
    """Lay the ground that the arguments ask for."""
    phones, rounds = map(int, sys.argv[1:])
    django.setup()
    call_command("migrate", verbosity=0)
    if "tests.bench.sync.plain" in settings.INSTALLED_APPS:
        call_command("migrate", run_syncdb=True, verbosity=0)
    json.dump(lay_ground(phones, rounds), sys.stdout)


def lay_ground(phones: int, rounds: int) -> dict[str, Any]:
    """Make one campaign with ``phones`` canvassers, each with lists of ``rounds`` turfs."""
    from rest_framework.renderers import JSONRenderer

    from backend.demo.city import SCRIPTS
    from canvass.api.serializers import ScriptVersionOut
    from canvass.services.scripts.draft_script import draft_script
    from tests import factories as make
    from turf.transactions import writing

    with writing():
        campaign = make.make_campaign(make.make_organization(slug=CAMPAIGN), asks_distance=True)
        content = json.loads(SCRIPTS.read_text(encoding="utf-8"))["script"]
        script = draft_script(campaign=campaign, content=content, author=None)
        make.open_gate(script)
        cut = make.make_cut(campaign)
        plans = [_phone(cut, script, rounds, column) for column in range(phones)]
    wire = json.loads(JSONRenderer().render(ScriptVersionOut(script).data))
    return {"script": wire, "phones": plans}


def _phone(cut: Any, script: Any, rounds: int, column: int) -> dict[str, Any]:
    from canvass.services.devices.enrol_device import enrol_device
    from tests import factories as make
    from turf.models import Role

    campaign = cut.campaign
    member = make.make_member(campaign.organization, Role.CANVASSER)
    lists = [_list(cut, column * rounds + one) for one in range(rounds)]
    _lend(lists, member, script)
    _, token = enrol_device(membership=member, name=f"phone {column}")
    return {"token": token, "membership": member.pk, "lists": _as_told(lists)}


def _doors(campaign: Any, place: int) -> list[Any]:
    """Doors of a house each, with people behind them, in a precinct of their own."""
    from django.contrib.gis.geos import Point

    from tests import factories as make
    from turf.models import Building, Door, Household, Person

    precinct = make.make_precinct(
        campaign.jurisdiction, boundary=make.square(place % 40, place // 40)
    )
    west, south, east, _ = precinct.boundary.extent
    own = {"organization": campaign.organization}
    ground = own | {"jurisdiction": campaign.jurisdiction}
    buildings = Building.objects.bulk_create(
        Building(
            **ground,
            precinct=precinct,
            key=f"{precinct.code}-{number}",
            number=str(100 + number),
            street_name="Larch Street",
            location=Point(west + (east - west) * number / DOORS, south + 0.001, srid=4326),
        )
        for number in range(DOORS)
    )
    doors = Door.objects.bulk_create(Door(**own, building=building) for building in buildings)
    households = Household.objects.bulk_create(Household(**own, door=door) for door in doors)
    Person.objects.bulk_create(
        Person(
            **ground,
            household=household,
            key=f"{precinct.code}-{number}-{one}",
            given_name=("Alma", "Bruno")[one],
            family_name=f"Resident{number}",
            language="en",
        )
        for number, household in enumerate(households)
        for one in range(PEOPLE_A_DOOR)
    )
    return doors


def _list(cut: Any, place: int) -> tuple[Any, list[tuple[int, list[int]]]]:
    """Freeze a turf on new ground, everybody there being a target: the list, who is behind it."""
    from tests import factories as make
    from turf.models import ListedDoor, ListedPerson, Person, Round, WalkList

    doors = _doors(cut.campaign, place)
    turf = make.make_turf(cut, doors)
    own = {"organization": turf.organization}
    walk_list = WalkList.objects.create(
        **own,
        campaign=cut.campaign,
        round=Round.objects.create(**own, turf=turf, number=1),
        number=place + 1,
        name=turf.name,
        state="out",
        outline=turf.outline,
        door_count=len(doors),
        walk_m=turf.walk_m,
        minutes=turf.minutes,
        frozen_at=make.FROZEN_AT,
    )
    listed = ListedDoor.objects.bulk_create(
        ListedDoor(
            **own,
            walk_list=walk_list,
            door=door,
            position=position,
            address=door.building.address,
            street_name=door.building.street_name,
            side="left",
            building=door.building.pk,
            lon=door.building.location.x,
            lat=door.building.location.y,
        )
        for position, door in enumerate(doors, start=1)
    )
    people: dict[int, list[int]] = {}
    for door, person in Person.objects.filter(household__door__in=doors).values_list(
        "household__door", "pk"
    ):
        people.setdefault(door, []).append(person)
    ListedPerson.objects.bulk_create(
        ListedPerson(**own, listed_door=one, person_id=person, is_target=True)
        for one in listed
        for person in people[one.door_id]
    )
    return walk_list, [(door.pk, people[door.pk]) for door in doors]


def _lend(lists: list[Any], member: Any, script: Any) -> None:
    """Lend all of them, as if none had come back for days."""
    from django.utils import timezone

    from canvass.models import Assignment, AssignmentHolder

    own, now = {"organization": member.organization}, timezone.now()
    loans = Assignment.objects.bulk_create(
        Assignment(
            **own,
            walk_list=walk_list,
            script_version=script,
            state="accepted",
            offered_at=now - timedelta(days=30),
            expires_at=now + timedelta(days=1),
        )
        for walk_list, _ in lists
    )
    AssignmentHolder.objects.bulk_create(
        AssignmentHolder(**own, assignment=loan, membership=member, accepted_at=loan.offered_at)
        for loan in loans
    )


def _as_told(lists: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(walk_list.pk),
            "stops": [
                {"door": door, "worked_at": None, "targets": [{"id": one} for one in people]}
                for door, people in stops
            ],
        }
        for walk_list, stops in lists
    ]


if __name__ == "__main__":
    main()
