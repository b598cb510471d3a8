"""Works out who lives where they are listed, from what the doors and what the files say."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from turf.models import Household
from turf.models.door import Standing


def settle_standing(*, people: QuerySet[Any]) -> int:
    """Bring the standing of ``people`` in line with what was found of them; how many changed.

    What was found stands until a file says that they registered later. Who had moved from one door
    lives behind another one as soon as a file says so.
    """
    home = Household.objects.filter(pk=OuterRef("household"), door=OuterRef("found_door"))
    stands = (
        ~Q(found="")
        & (Q(registered_on__isnull=True) | Q(registered_on__lte=F("found_on")))
        & (Q(found=Standing.DECEASED) | Q(is_there=True))
    )
    due = Case(When(stands, then=F("found")), default=Value(Standing.RESIDENT.value))
    changed = people.annotate(is_there=Exists(home)).annotate(due=due).exclude(standing=F("due"))
    found: int = changed.update(standing=F("due"))
    return found
