"""Saves a universe by a filter, which stays readable to whoever asks whether it is fair."""

from collections.abc import Mapping, Sequence

from turf.errors import StoopError
from turf.models import Campaign, Door, Person, Universe
from turf.models.door import Standing
from turf.services.store_members import Member, store_members
from turf.transactions import writing

CHUNK = 5_000
OF_DOORS = {"precinct": "building__precinct__code", "postcode": "building__postcode"}
OF_PEOPLE = {"language": "language"}
FIELDS = (*OF_DOORS, *OF_PEOPLE)
"""What may be filtered by. Neither party nor any score is known to this database."""


class UnknownFilter(StoopError):
    """A universe was asked for by something it cannot be filtered by."""

    code = "unknown_filter"


@writing()
def filter_universe(
    *, campaign: Campaign, name: str, criteria: Mapping[str, Sequence[str]], description: str = ""
) -> Universe:
    """Return the universe ``name`` of all who fit ``criteria``: of each field one of the values.

    Filtered by what people are, its members are people to be reached; else they are doors. It is
    made of who fits now: asked again, it is made anew. Raises UnknownFilter naming the fields.
    """
    unknown = sorted(set(criteria) - set(FIELDS))
    if unknown or not criteria or not all(criteria.values()):
        raise UnknownFilter(
            f"A universe can be filtered by {', '.join(FIELDS)}, each with its values"
            + (f", not by {', '.join(unknown)}" if unknown else "")
        )
    universe, _ = Universe.objects.update_or_create(
        organization_id=campaign.organization_id,
        campaign=campaign,
        name=name,
        defaults={
            "criteria": {field: sorted(set(values)) for field, values in criteria.items()},
            "description": description,
        },
    )
    store_members(universe=universe, members=_members(campaign, criteria))
    return universe


def _members(campaign: Campaign, criteria: Mapping[str, Sequence[str]]) -> list[Member]:
    doors = Door.objects.of_jurisdiction(campaign.jurisdiction_id).filter(
        **_look_ups(OF_DOORS, criteria)
    )
    wanted = _look_ups(OF_PEOPLE, criteria)
    if not wanted:
        return [(door, None, True) for door in doors.values_list("pk", flat=True).iterator(CHUNK)]
    people = Person.objects.filter(
        **wanted, household__door__in=doors, standing=Standing.RESIDENT
    ).values_list("household__door", "pk")
    return [(door, person, True) for door, person in people.iterator(CHUNK)]


def _look_ups(
    paths: Mapping[str, str], criteria: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    return {f"{paths[name]}__in": list(criteria[name]) for name in criteria if name in paths}
