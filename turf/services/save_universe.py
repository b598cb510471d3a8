"""Saves whom a campaign wants to reach."""

from collections.abc import Collection

from turf.models import Campaign, Door, Person, Universe
from turf.services.store_members import Member, store_members
from turf.transactions import writing

BATCH = 5_000


@writing()
def save_universe(
    *, campaign: Campaign, name: str, target_keys: Collection[str] | None, has_all_doors: bool
) -> Universe:
    """Return the universe ``name``, made of exactly the members that are asked for.

    ``target_keys`` are the keys of the people to be reached; those that the ground does not have,
    or that live behind no known door, are no members. With ``has_all_doors`` every other door of
    the jurisdiction is a member too, so that nobody is passed by. Repeated, it sets them anew.
    """
    universe, _ = Universe.objects.update_or_create(
        organization_id=campaign.organization_id,
        campaign=campaign,
        name=name,
        defaults={"opened_by": None, "opened_at": None},
    )
    wanted = set(target_keys or ())
    people = Person.objects.filter(
        jurisdiction=campaign.jurisdiction_id, household__isnull=False
    ).values_list("id", "household__door_id", "key")
    targets = [
        (door, person) for person, door, key in people.iterator(chunk_size=BATCH) if key in wanted
    ]
    members: list[Member] = [(door, person, True) for door, person in targets]
    if has_all_doors:
        named = {door for door, _ in targets}
        doors = Door.objects.of_jurisdiction(campaign.jurisdiction_id).values_list("id", flat=True)
        members += [
            (door, None, False) for door in doors.iterator(chunk_size=BATCH) if door not in named
        ]
    store_members(universe=universe, members=members)
    return universe
