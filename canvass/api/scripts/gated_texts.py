"""What is done alike with scripts and other texts: judged, decided about, withdrawn."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.scripts.access import DECIDES, JUDGES, READS, REFUSALS, WrittenAtDesk
from canvass.api.scripts.schema import DecisionIn, GateRecordOut, GateReportOut
from canvass.models import GateDecision, GatedText
from canvass.services.scripts.check_text import check_text
from canvass.services.scripts.decide_gate import decide_gate
from canvass.services.scripts.withdraw_text import withdraw_text
from turf.api.edit_serializers import Nothing
from turf.api.json_body import BoundedJSON
from turf.api.paging import NewestFirst
from turf.api.permissions import CUTS
from turf.api.scoped import ScopedRows


def with_is_open(model: type[GatedText]) -> QuerySet:
    """Read texts with whether they may be read at doors."""
    is_open = model.objects.with_open_gate().filter(pk=OuterRef("pk"))
    annotated: QuerySet = model.objects.annotate(is_open=Exists(is_open))
    return annotated


class GatedTexts(WrittenAtDesk, ScopedRows):
    """Exact texts. Directors write them, compliance opens their gate."""

    roles = READS
    roles_of_action = {
        "create": CUTS,
        "check": JUDGES,
        "decide": DECIDES,
        "withdraw": JUDGES,
    }
    by_phone_too = frozenset({"create", "check"})
    parser_classes = [BoundedJSON]
    pagination_class = NewestFirst
    lookup_value_converter = "int"

    @extend_schema(request=None, responses={200: GateReportOut} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=Nothing)
    def check(self, request: Request, pk: int) -> Response:
        """Ask the gate about it, by the ballot as it is now."""
        report = check_text(text=self.get_object(), at=timezone.now())
        return Response(GateReportOut(report).data)

    @extend_schema(request=DecisionIn, responses={200: GateRecordOut} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=DecisionIn)
    def decide(self, request: Request, pk: int) -> Response:
        """Approve exactly this text, or reject it; nobody decides about what they wrote."""
        text = self.get_object()
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        record = decide_gate(
            text=text,
            decision=GateDecision(asked.validated_data["decision"]),
            reason=asked.validated_data["reason"],
            decided_by=self.membership,
            decided_at=timezone.now(),
        )
        return Response(GateRecordOut(record).data)

    @action(detail=True, methods=["post"], serializer_class=Nothing)
    def withdraw(self, request: Request, pk: int) -> Response:
        """Close it; a script's phones go on with the fallback script at their next sync."""
        withdrawn = withdraw_text(
            text=self.get_object(), withdrawn_by=self.membership, withdrawn_at=timezone.now()
        )
        return self.told(withdrawn)

    @extend_schema(responses=GateRecordOut(many=True), filters=False)
    @action(detail=True)
    def decisions(self, request: Request, pk: int) -> Response:
        """All that was decided about it, the latest first."""
        page = self.paginate_queryset(self.get_object().gate_records.all())
        return self.get_paginated_response(GateRecordOut(page, many=True).data)

    def told(self, text: GatedText, status: int = 200) -> Response:
        """Answer with ``text`` as it stands."""
        serializer: Any = type(self).serializer_class
        return Response(serializer(self.get_queryset().get(pk=text.pk)).data, status=status)
