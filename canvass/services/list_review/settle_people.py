"""Works out again who is gone, after the knocks of a list began or ceased to count."""

from canvass.models import Result
from canvass.services.doorstep.settle_gone import settle_gone
from turf.models import WalkList


def settle_people(*, walk_list: WalkList) -> None:
    """Settle everybody of whom a knock of ``walk_list`` says something."""
    told = Result.objects.for_organization(walk_list.organization_id).filter(
        knock__walk_list=walk_list, person__isnull=False
    )
    people = set(told.values_list("person", flat=True))
    if people:
        settle_gone(organization=walk_list.organization_id, people=people)
