"""Walk lists and loans: each reader sees what they may hold, and nothing else exists for them."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.serializers import BaseSerializer

from canvass.api.filters import AssignmentFilters, WalkListFilters
from canvass.api.serializers import (
    AssignmentOut,
    AssignmentWithScriptOut,
    WalkListOut,
    WholeWalkListOut,
)
from canvass.models import Assignment, Question, ScriptVersion
from turf.api.geojson import GeoJSONRenderer, feature
from turf.api.permissions import WALKS
from turf.api.scoped import ScopedRows
from turf.api.shown import ShowsPeople
from turf.models import ListedDoor, ListedPerson, Role, WalkList
from turf.models.walk_list import ListKind


class WalkLists(ShowsPeople, ScopedRows):
    """Walk lists: a canvasser sees those lent to them now; who lends lists sees them all.

    People are named to those who made the list and to those who took it up, not to a lead. Who
    walks a list leaves no trace by reading it.
    """

    roles = WALKS
    shows = "list_viewed"
    queryset = WalkList.objects.all()
    serializer_class = WalkListOut
    filterset_class = WalkListFilters
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        """Only what this membership may see; outline, streets and people for the detail alone."""
        if getattr(self, "swagger_fake_view", False):
            return WalkList.objects.none()
        lists = Assignment.objects.walk_lists_seen_by(self.membership, timezone.now())
        lists = lists.select_related("campaign")
        if self.action == "list":
            return lists.defer("outline", "streets")
        people = ListedPerson.objects.select_related("person").order_by("pk")
        people = people.exclude(listed_door__walk_list__kind=ListKind.PRACTICE)
        stops = ListedDoor.objects.order_by("position")
        return lists.prefetch_related(
            Prefetch("listed_doors", stops.prefetch_related(Prefetch("people", people)))
        )

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Whole in the detail."""
        return WalkListOut if self.action == "list" else WholeWalkListOut

    def get_serializer_context(self) -> dict[str, Any]:
        """Say whether people are named."""
        return {**super().get_serializer_context(), "shows_people": self._names_people()}

    def is_recorded(self, subject: WalkList) -> bool:
        """Leave unsaid who had which list when; of staff that is on record since they took it."""
        return self.membership.role != Role.CANVASSER and not self._walks(subject.pk)

    def _names_people(self) -> bool:
        if getattr(self, "swagger_fake_view", False) or self.action == "list":
            return True
        if self.membership.role == Role.CANVASSER:
            return self._walks(self.kwargs["pk"])
        return self.membership.role != Role.LEAD

    def _walks(self, walk_list: UUID) -> bool:
        loans = Assignment.objects.held_by(self.membership).taken_up(timezone.now())
        return bool(loans.filter(walk_list=walk_list).exists())

    def get_renderers(self) -> list[Any]:
        """Draw one list's stops; a list of lists is not drawn."""
        drawn = [] if self.action == "list" else [GeoJSONRenderer()]
        return [JSONRenderer(), *drawn]

    def feature_collection(self, data: dict[str, Any]) -> dict[str, Any]:
        """Make a point of each stop, in walking order."""
        features = [
            feature(
                {name: value for name, value in stop.items() if name not in ("lon", "lat")},
                key="door",
                geometry={"type": "Point", "coordinates": [stop["lon"], stop["lat"]]},
            )
            for stop in data["stops"]
        ]
        return {"type": "FeatureCollection", "features": features}


class Assignments(ScopedRows):
    """Loans of walk lists: one's own, by a device always; who lends lists sees all in a session.

    The detail holds the script whole.
    """

    roles = WALKS
    queryset = Assignment.objects.all()
    serializer_class = AssignmentOut
    filterset_class = AssignmentFilters
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        """Only what this membership may see, the way it came in."""
        if getattr(self, "swagger_fake_view", False):
            return Assignment.objects.none()
        is_device = self.request.auth is not None
        seen = Assignment.objects.held_by if is_device else Assignment.objects.seen_by
        loans = seen(self.membership).select_related("walk_list")
        loans = loans.defer("walk_list__outline", "walk_list__streets")
        if self.action == "list":
            return loans
        questions = Question.objects.order_by("position")
        # A version whose gate is closed is named, and not given.
        readable = ScriptVersion.objects.with_open_gate().select_related("script")
        return loans.prefetch_related(
            Prefetch("script_version", readable),
            Prefetch("script_version__questions", questions),
        )

    def get_serializer_class(self) -> type[BaseSerializer]:
        """With the script in the detail."""
        return AssignmentOut if self.action == "list" else AssignmentWithScriptOut
