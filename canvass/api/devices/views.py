"""Phones: seen, renamed, revoked, wiped by who looks after the people on them."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.devices.schema import DeviceOut, NameIn, PersonIn
from canvass.api.enrolment.codes import WRITING
from canvass.models import Device, DeviceToken
from canvass.models.faded import faded_device_id
from canvass.services.devices.rename_device import rename_device
from canvass.services.devices.revoke_device import revoke_device
from canvass.services.devices.revoke_token import revoke_token
from canvass.services.devices.wipe_device import wipe_device
from turf.api.json_body import BoundedJSON
from turf.api.scoped import ScopedRows
from turf.models import HANDS_OUT

ANSWERS = {200: DeviceOut} | WRITING


class Devices(ScopedRows):
    """Phones on which are only people whom one looks after; for an admin all."""

    roles = HANDS_OUT
    queryset = Device.objects.all()
    serializer_class = DeviceOut
    parser_classes = [BoundedJSON]
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        """Only phones one looks after, with the people on them."""
        if getattr(self, "swagger_fake_view", False):
            return Device.objects.none()
        people = DeviceToken.objects.order_by("created").select_related("membership__user")
        phones = Device.objects.looked_after_by(self.membership, timezone.now())
        # The one that stands for all faded trails is nobody's phone.
        phones = phones.exclude(pk=faded_device_id(self.membership.organization_id))
        return phones.prefetch_related(Prefetch("tokens", people))

    @extend_schema(request=None, responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """From now on it only delivers what was done before."""
        revoke_device(
            device=self.get_object(), revoked_by=self.membership, revoked_at=timezone.now()
        )
        return self._shown()

    @extend_schema(request=None, responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def wipe(self, request: Request, pk: str) -> Response:
        """It forgets everything at its next contact, once it has delivered what it holds."""
        wipe_device(device=self.get_object(), asked_by=self.membership, asked_at=timezone.now())
        return self._shown()

    @extend_schema(request=NameIn, responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def rename(self, request: Request, pk: str) -> Response:
        """Give it another name."""
        device = self.get_object()
        asked = NameIn(data=request.data)
        asked.is_valid(raise_exception=True)
        rename_device(device=device, name=asked.validated_data["name"])
        return self._shown()

    @extend_schema(request=PersonIn, responses=ANSWERS)
    @action(detail=True, methods=["post"], url_path="revoke-person")
    def revoke_person(self, request: Request, pk: str) -> Response:
        """Let one person use it no more; the others go on."""
        device = self.get_object()
        asked = PersonIn(data=request.data)
        asked.is_valid(raise_exception=True)
        revoke_token(
            device=device,
            member=asked.validated_data["member"],
            revoked_by=self.membership,
            revoked_at=timezone.now(),
        )
        return self._shown()

    def _shown(self) -> Response:
        return Response(DeviceOut(self.get_object()).data)
