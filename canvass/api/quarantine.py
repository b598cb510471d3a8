"""The review of what could not be applied: look at it, mend it, try it again, or dismiss it.

Documents hold what voters said, so directors and admins alone look at them, at a desk.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer

from canvass.api.quarantine_filters import QuarantineFilters
from canvass.api.quarantine_schema import Decision, Mending, QuarantinedOut, WholeQuarantinedOut
from canvass.models import QuarantinedItem
from canvass.services.review.dismiss_item import dismiss_item
from canvass.services.review.mend_item import mend_item
from canvass.services.review.rerun_item import rerun_item
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.permissions import HasRoleAtDesk
from turf.api.scoped import ScopedRows
from turf.api.shown import ShowsPeople
from turf.models import Role

REVIEWS = frozenset({Role.ADMIN, Role.DIRECTOR})
REFUSALS = {
    409: OpenApiResponse(Problem, "Decided meanwhile, or nobody is left who sent it."),
    413: OpenApiResponse(Problem, "Too much at once."),
    415: OpenApiResponse(Problem, "Not JSON."),
    503: OpenApiResponse(Problem, "The database is busy: send it again after Retry-After seconds."),
}


def decision(asks: type[Serializer]) -> Callable[..., Any]:
    """Make an action of a method that decides about one item."""

    def wrap(method: Callable[..., Response]) -> Any:
        acting = action(detail=True, methods=["post"], serializer_class=asks)(method)
        described = extend_schema(request=asks, responses={200: WholeQuarantinedOut} | REFUSALS)
        return described(acting)

    return wrap


class Quarantine(ShowsPeople, ScopedRows):
    """What waits or waited, the oldest first; documents in the detail alone."""

    permission_classes = [HasRoleAtDesk]
    roles = REVIEWS
    shows = "item_viewed"
    queryset = QuarantinedItem.objects.all()
    filterset_class = QuarantineFilters
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    def get_queryset(self) -> Any:
        """Leave documents in the database where they are not shown."""
        items = super().get_queryset()
        return items.defer("document", "mended") if self.action == "list" else items

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Whole in the detail; what an action asks where one is called."""
        if self.action == "list":
            return QuarantinedOut
        return WholeQuarantinedOut if self.action == "retrieve" else super().get_serializer_class()

    @decision(Mending)
    def mend(self, request: Request, pk: int) -> Response:
        """Apply a mended document under the same id; both are kept. What waited for it follows."""
        return self._decide(mend_item)

    @decision(Decision)
    def rerun(self, request: Request, pk: int) -> Response:
        """Judge it again as it was sent; this also takes a dismissal back."""
        return self._decide(rerun_item)

    @decision(Decision)
    def dismiss(self, request: Request, pk: int) -> Response:
        """Decide that it shall not count; it is kept."""
        return self._decide(dismiss_item)

    def _decide(self, service: Callable[..., QuarantinedItem]) -> Response:
        """Read the body, and let ``service`` decide in the name of who asks."""
        item = self.get_object()
        asked = self.get_serializer(data=self.request.data)
        asked.is_valid(raise_exception=True)
        decided = service(
            item=item,
            **asked.validated_data,
            resolved_by=self.membership,
            resolved_at=timezone.now(),
        )
        return self.mark_shown(Response(WholeQuarantinedOut(decided).data), decided)
