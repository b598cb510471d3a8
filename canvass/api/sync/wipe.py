"""Lets a phone ask whether it may wipe itself now: `POST /api/v1/sync/wipe`."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.sync.headers import SyncView
from canvass.services.devices.confirm_wipe import confirm_wipe
from canvass.sync.json_fields import LARGEST_INTEGER
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem


class WipeIn(serializers.Serializer):
    """How many knocks this person made on this phone: the number of the last one, 0 for none."""

    made = serializers.IntegerField(min_value=0, max_value=LARGEST_INTEGER)


class ConfirmWipe(SyncView):
    """The end of a phone: with a yes its token is gone, and it forgets what it holds."""

    parser_classes = [BoundedJSON]

    @extend_schema(
        operation_id="sync_wipe",
        request=WipeIn,
        responses={
            204: OpenApiResponse(description="Wipe now: all is here, and the token is gone."),
            409: OpenApiResponse(Problem, "Keep it: nobody asked, or knocks are missing here."),
            413: OpenApiResponse(Problem, "Too much at once."),
            415: OpenApiResponse(Problem, "Not JSON."),
        },
    )
    def post(self, request: Request) -> Response:
        """Look whether all is here, and let the phone go."""
        asked = WipeIn(data=request.data)
        asked.is_valid(raise_exception=True)
        if self.device is None:
            raise LookupError("no device asks")
        confirm_wipe(
            device=self.device,
            membership=self.membership,
            made=asked.validated_data["made"],
            confirmed_at=timezone.now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
