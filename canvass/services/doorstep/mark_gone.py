"""Marks people of whom a knock says that they moved or died."""

from collections.abc import Sequence

from django.db.models import Q

from canvass.models import Result
from canvass.rates.dispositions import REACHED
from canvass.services.doorstep.settle_gone import settle_gone
from canvass.sync.knock_in import KnockIn
from turf.models import Person
from turf.models.door import GONE


def mark_gone(*, organization: int, knocks: Sequence[KnockIn]) -> None:
    """Settle who is gone after newly stored ``knocks``, and after those they correct.

    A knock at which nobody is found gone, and nobody who was, costs one look at most.
    """
    gone, reached = set(), set()
    for one in knocks:
        for result in one.results:
            if result.person and result.disposition in GONE:
                gone.add(result.person)
            elif result.person and result.disposition in REACHED:
                reached.add(result.person)
    parents = [one.supersedes for one in knocks if one.supersedes]
    if parents:
        named = Q(knock__uid__in=parents) | Q(knock__supersedes__in=parents)
        corrected = Result.objects.for_organization(organization).filter(named)
        gone |= set(corrected.filter(person__isnull=False).values_list("person", flat=True))
    if reached - gone:
        back = Person.objects.filter(pk__in=reached - gone, found__in=GONE)
        gone |= set(back.values_list("pk", flat=True))
    if gone:
        settle_gone(organization=organization, people=gone)
