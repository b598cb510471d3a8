"""How walk lists and loans are narrowed."""

from django.db.models import Exists, OuterRef, QuerySet
from django_filters.rest_framework import CharFilter, ChoiceFilter, FilterSet, UUIDFilter

from canvass.models import Assignment
from canvass.models.assignment import AssignmentState
from turf.api.filters import WholeNumber
from turf.models import ListedDoor, WalkList
from turf.models.walk_list import ListState

LARGEST_NUMBER = 2**31 - 1


class WalkListFilters(FilterSet):
    """Walk lists by campaign, state, number and precinct."""

    campaign = CharFilter("campaign__slug", label="slug of the campaign")
    state = ChoiceFilter(choices=ListState.choices)
    number = WholeNumber("number", most=LARGEST_NUMBER, label="the number said aloud")
    precinct = CharFilter(method="with_doors_in", label="code of a precinct with a door of it")

    class Meta:
        model = WalkList
        fields = ["campaign", "state", "number", "precinct"]

    def with_doors_in(self, lists: QuerySet, name: str, code: str) -> QuerySet:
        """Keep lists with a door in the precinct ``code``; a list may lie in several."""
        doors = ListedDoor.objects.filter(
            walk_list=OuterRef("pk"), door__building__precinct__code=code
        )
        return lists.filter(Exists(doors))


class AssignmentFilters(FilterSet):
    """Loans by state and list."""

    state = ChoiceFilter(choices=AssignmentState.choices)
    walk_list = UUIDFilter("walk_list_id", label="id of the list")

    class Meta:
        model = Assignment
        fields = ["state", "walk_list"]
