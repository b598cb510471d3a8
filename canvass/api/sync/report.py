"""Takes what a phone says of itself: `POST /api/v1/sync/report`."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.sync.headers import SyncView
from canvass.services.devices.report_device import report_device
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem

MOST_UNSENT = 2**31 - 1


class ReportIn(serializers.Serializer):
    """How many knocks it has not sent, and its app; ``is_wiped`` once it obeyed a wipe."""

    unsent = serializers.IntegerField(min_value=0, max_value=MOST_UNSENT)
    app_version = serializers.CharField(max_length=50, allow_blank=True, default="")
    is_wiped = serializers.BooleanField(required=False, default=False)


class ReportDevice(SyncView):
    """For phones, revoked ones too."""

    parser_classes = [BoundedJSON]

    @extend_schema(
        operation_id="sync_report",
        request=ReportIn,
        responses={
            204: None,
            413: OpenApiResponse(Problem, "Too much at once."),
            415: OpenApiResponse(Problem, "Not JSON."),
            503: OpenApiResponse(Problem, "Send it again after Retry-After seconds."),
        },
    )
    def post(self, request: Request) -> Response:
        """Keep it."""
        if self.device is None:
            raise LookupError("no device asks")
        asked = ReportIn(data=request.data)
        asked.is_valid(raise_exception=True)
        report_device(
            device=self.device,
            reported_by=self.membership,
            **asked.validated_data,
            reported_at=timezone.now(),
        )
        return Response(status=204)
