"""Saves whom a campaign wants to reach."""

from collections.abc import Collection

from turf.models import Campaign, Door, Person, Universe, UniverseMember
from turf.statistics import refresh_statistics
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
    universe, _ = Universe.objects.get_or_create(
        organization_id=campaign.organization_id, campaign=campaign, name=name
    )
    universe.members.all().delete()
    wanted = set(target_keys or ())
    people = Person.objects.filter(
        jurisdiction=campaign.jurisdiction_id, household__isnull=False
    ).values_list("id", "household__door_id", "key")
    targets = [
        (door, person) for person, door, key in people.iterator(chunk_size=BATCH) if key in wanted
    ]
    members: list[tuple[int, int | None]] = [*targets]
    if has_all_doors:
        named = {door for door, _ in targets}
        doors = Door.objects.of_jurisdiction(campaign.jurisdiction_id).values_list("id", flat=True)
        members += [(door, None) for door in doors.iterator(chunk_size=BATCH) if door not in named]
    UniverseMember.objects.bulk_create(
        [
            UniverseMember(
                organization_id=campaign.organization_id,
                universe=universe,
                door_id=door,
                person_id=person,
                is_target=person is not None,
            )
            for door, person in members
        ],
        batch_size=BATCH,
    )
    refresh_statistics(UniverseMember)
    return universe
