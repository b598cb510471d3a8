"""What is decided about a list as a whole: continued, closed, held, rolled back."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.lending import REFUSALS
from canvass.api.list_review_schema import DecisionOut, WhyDecided
from canvass.api.serializers import WalkListOut
from canvass.models import ListDecision
from canvass.services.list_review.hold_for_review import hold_for_review
from canvass.services.list_review.put_back_rolled import put_back_rolled
from canvass.services.list_review.release_list import release_list
from canvass.services.list_review.roll_back_list import roll_back_list
from turf.api.edit_serializers import Nothing
from turf.api.json_body import BoundedJSON
from turf.api.paging import NewestFirst
from turf.api.permissions import CUTS, HasRole, HasRoleAtDesk
from turf.api.scoped import OwnRows
from turf.models import HANDS_OUT, WalkList
from turf.services.close_walk_list import close_walk_list
from turf.services.continue_walk_list import continue_walk_list

AT_DESK = ("roll_back", "put_back")


def decision(asks: Any, answers: dict[int, Any] | None = None) -> Callable[..., Any]:
    """Make an action of a method, at its own name, described by what it asks and answers."""

    def wrap(method: Callable[..., Response]) -> Any:
        acting = action(
            detail=True,
            methods=["post"],
            url_path=method.__name__.replace("_", "-"),
            serializer_class=asks or Nothing,
        )(method)
        return extend_schema(request=asks, responses=(answers or {200: WalkListOut}) | REFUSALS)(
            acting
        )

    return wrap


class ListReview(OwnRows):
    """Decisions about one list, each for a reason that is kept."""

    roles = HANDS_OUT
    roles_of_action = dict.fromkeys(AT_DESK, CUTS)
    queryset = WalkList.objects.select_related("campaign")
    serializer_class = WalkListOut
    parser_classes = [BoundedJSON]
    pagination_class = NewestFirst
    lookup_value_converter = "uuid"

    def get_permissions(self) -> list[BasePermission]:
        """What counts no more is decided at a desk."""
        return [HasRoleAtDesk() if self.action in AT_DESK else HasRole()]

    @decision(None, {201: WalkListOut})
    def rest(self, request: Request, pk: str) -> Response:
        """Freeze the doors that are left of a half-done list into a new one, and close it."""
        made = continue_walk_list(walk_list=self.get_object(), continued_at=timezone.now())
        return Response(WalkListOut(made).data, status=201)

    @decision(None)
    def close(self, request: Request, pk: str) -> Response:
        """End the list; what was done on it counts."""
        return Response(WalkListOut(close_walk_list(walk_list=self.get_object())).data)

    @decision(WhyDecided)
    def hold(self, request: Request, pk: str) -> Response:
        """Hold its knocks for review; they count meanwhile, and reports print how many they are."""
        return self._decide(hold_for_review)

    @decision(WhyDecided)
    def release(self, request: Request, pk: str) -> Response:
        """End the review."""
        return self._decide(release_list)

    @decision(WhyDecided)
    def roll_back(self, request: Request, pk: str) -> Response:
        """Let its knocks count nowhere; they are kept, and its doors are free again."""
        return self._decide(roll_back_list)

    @decision(WhyDecided)
    def put_back(self, request: Request, pk: str) -> Response:
        """Let a list that was rolled back count again."""
        return self._decide(put_back_rolled)

    @extend_schema(responses=DecisionOut(many=True), filters=False)
    @action(detail=True)
    def decisions(self, request: Request, pk: str) -> Response:
        """All that was decided, the latest first."""
        decided = ListDecision.objects.filter(walk_list=self.get_object())
        page = self.paginate_queryset(decided)
        return self.get_paginated_response(DecisionOut(page, many=True).data)

    def _decide(self, service: Callable[..., WalkList]) -> Response:
        """Read the reason, and let ``service`` decide in the name of who asks."""
        walk_list = self.get_object()
        asked = self.get_serializer(data=self.request.data)
        asked.is_valid(raise_exception=True)
        decided = service(
            walk_list=walk_list,
            reason=asked.validated_data["reason"],
            decided_by=self.membership,
            decided_at=timezone.now(),
        )
        return Response(WalkListOut(decided).data)
