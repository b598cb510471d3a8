"""Saves a universe of members that were named one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from turf.errors import StoopError
from turf.models import Campaign, Door, Person, Universe
from turf.services.store_members import Member, store_members
from turf.transactions import writing

CHUNK = 5_000


class NothingSaid(StoopError):
    """Nobody said how the members of an uploaded universe were chosen."""

    code = "nothing_said"


@dataclass(frozen=True, slots=True)
class Named:
    """A member as a file names it: a ``person`` or a ``door`` by its id, the other one empty."""

    person: str = ""
    door: str = ""
    is_target: bool = True


@writing()
def upload_universe(
    *, campaign: Campaign, name: str, members: Sequence[Named], description: str
) -> tuple[Universe, list[Named]]:
    """Return the universe ``name`` of ``members``, and those of them that the ground has not.

    A person is named by the key of its file and has to live behind a known door; a door by its own
    number or by its file's key. Of several namings of one the last counts. Repeated, it sets them
    anew. Raises NothingSaid without a ``description`` of how they were chosen.
    """
    if not description.strip():
        raise NothingSaid("Say how these members were chosen: whoever checks the list has to know")
    universe, _ = Universe.objects.update_or_create(
        organization_id=campaign.organization_id,
        campaign=campaign,
        name=name,
        defaults={
            "criteria": {},
            "description": description.strip(),
            "opened_by": None,
            "opened_at": None,
        },
    )
    people, doors = _people(campaign, members), _doors(campaign, members)
    found: dict[tuple[int, int | None], bool] = {}
    missing: list[Named] = []
    for one in members:
        at = people.get(one.person) if one.person else doors.get(one.door)
        if at is None:
            missing.append(one)
        else:
            found[at] = one.is_target
    rows: list[Member] = [(*at, is_target) for at, is_target in found.items()]
    store_members(universe=universe, members=rows)
    return universe, missing


def _people(campaign: Campaign, members: Sequence[Named]) -> dict[str, tuple[int, int | None]]:
    wanted = {one.person for one in members} - {""}
    people = Person.objects.filter(
        jurisdiction=campaign.jurisdiction_id, household__isnull=False
    ).values_list("key", "household__door", "pk")
    return {
        key: (door, person)
        for key, door, person in (people.iterator(CHUNK) if wanted else ())
        if key in wanted
    }


def _doors(campaign: Campaign, members: Sequence[Named]) -> dict[str, tuple[int, int | None]]:
    wanted = {one.door for one in members if not one.person} - {""}
    doors = Door.objects.of_jurisdiction(campaign.jurisdiction_id).values_list(
        "pk", "key", "building__key"
    )
    found: dict[str, tuple[int, int | None]] = {}
    for pk, key, of_building in doors.iterator(CHUNK) if wanted else ():
        for name in (of_building, key, str(pk)):
            if name in wanted:
                found[name] = (pk, None)
    return found
