"""Marks people of whom a knock says that they moved or died."""

from collections.abc import Sequence, Set
from uuid import UUID

from canvass.models import Result
from canvass.rates.dispositions import REACHED
from canvass.services.doorstep.settle_gone import settle_gone
from canvass.sync.knock_in import KnockIn
from turf.models import Person
from turf.models.door import GONE


def mark_gone(*, organization: int, knocks: Sequence[KnockIn], corrected: Set[UUID]) -> None:
    """Settle who is gone after newly stored ``knocks``, and after those they correct.

    ``corrected`` are the uids of corrected ones that have a result of a person.
    A knock at which nobody is found gone, and nobody who was, costs one look at most.
    """
    gone, reached = set(), set()
    for one in knocks:
        for result in one.results:
            if result.person and result.disposition in GONE:
                gone.add(result.person)
            elif result.person and result.disposition in REACHED:
                reached.add(result.person)
    if corrected:
        results = Result.objects.for_organization(organization).filter(knock__uid__in=corrected)
        gone |= set(results.filter(person__isnull=False).values_list("person", flat=True))
    if reached - gone:
        back = Person.objects.filter(pk__in=reached - gone, found__in=GONE)
        gone |= set(back.values_list("pk", flat=True))
    if gone:
        settle_gone(organization=organization, people=gone)
