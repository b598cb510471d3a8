"""Brings people in line with what knocks say of them."""

from collections.abc import Collection

from django.db.models import Q

from canvass.models import Result
from canvass.rates.dispositions import REACHED
from turf.models import Person
from turf.models.door import GONE
from turf.models.walk_list import ListKind, ListState
from turf.services.settle_standing import settle_standing
from turf.transactions import writing

COUNTED_LIST = ~Q(knock__walk_list__kind=ListKind.PRACTICE) & ~Q(
    knock__walk_list__state=ListState.ROLLED_BACK
)


@writing()
def settle_gone(*, organization: int, people: Collection[int]) -> None:
    """Set what was found of ``people`` (ids): what the latest knock says that says anything.

    Moved and deceased say so, and that they were reached themselves says the contrary. Knocks that
    were corrected, and those of practice and rolled back lists, say nothing.
    """
    own = Person.objects.for_organization(organization).filter(pk__in=people)
    # Held before knocks are read: two who settle one person see each other's knocks.
    held = {person.pk: person for person in own.select_for_update(no_key=True).order_by("pk")}
    says = (
        Result.objects.for_organization(organization)
        .filter(COUNTED_LIST, person__in=held, knock__is_superseded=False)
        .filter(disposition__in=[*GONE, *REACHED])
        .order_by("knock__corrected_at", "knock__device", "knock__device_seq")
    )
    latest = {
        person: (disposition, day, door)
        for person, disposition, day, door in says.values_list(
            "person", "disposition", "knock__local_day", "knock__door"
        )
    }
    changed = []
    for pk, person in held.items():
        disposition, day, door = latest.get(pk, ("", None, None))
        found = (disposition, day, door) if disposition in GONE else ("", None, None)
        if found != (person.found, person.found_on, person.found_door_id):
            person.found, person.found_on, person.found_door_id = found
            changed.append(person)
    Person.objects.bulk_update(changed, ["found", "found_on", "found_door"])
    settle_standing(people=Person.objects.filter(pk__in=[person.pk for person in changed]))
