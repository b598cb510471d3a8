"""How lists of ground are narrowed. What does not fit is refused with 400, never ignored."""

from django.db.models import Exists, OuterRef, QuerySet
from django.forms import IntegerField
from django_filters.rest_framework import CharFilter, Filter, FilterSet

from turf.api.bbox import InBox
from turf.models import Cut, Precinct, Stop, Turf

LARGEST_ID = 2**63 - 1


class WholeNumber(Filter):
    """Rows with this number, which has to be one that the database can hold."""

    field_class = IntegerField

    def __init__(self, *args: object, most: int = LARGEST_ID, **kwargs: object) -> None:
        super().__init__(*args, min_value=1, max_value=most, **kwargs)


class PrecinctFilters(FilterSet):
    """Precincts by campaign, code, ward and place."""

    campaign = CharFilter("jurisdiction__campaigns__slug", label="slug of a campaign there")
    in_bbox = InBox("boundary", label="west,south,east,north in degrees")

    class Meta:
        model = Precinct
        fields = ["campaign", "code", "ward", "in_bbox"]


class CutFilters(FilterSet):
    """Cuts by campaign."""

    campaign = CharFilter("campaign__slug", label="slug of the campaign")

    class Meta:
        model = Cut
        fields = ["campaign"]


class TurfFilters(FilterSet):
    """Turfs by campaign, cut, precinct and place."""

    campaign = CharFilter("cut__campaign__slug", label="slug of the campaign")
    cut = WholeNumber("cut__id", label="id of the cut")
    precinct = CharFilter(method="with_doors_in", label="code of a precinct with a stop of it")
    in_bbox = InBox("outline", label="west,south,east,north in degrees")

    class Meta:
        model = Turf
        fields = ["campaign", "cut", "precinct", "in_bbox"]

    def with_doors_in(self, turfs: QuerySet, name: str, code: str) -> QuerySet:
        """Keep turfs with a stop in the precinct ``code``: a packed turf lies in several."""
        stops = Stop.objects.filter(turf=OuterRef("pk"), door__building__precinct__code=code)
        return turfs.filter(Exists(stops))
