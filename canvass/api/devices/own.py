"""One's own phones: seen, and let go, by whoever is on them."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.devices.schema import OwnDeviceOut
from canvass.api.enrolment.codes import WRITING
from canvass.models import Device, DeviceToken
from canvass.services.devices.revoke_token import revoke_token
from turf.api.json_body import BoundedJSON
from turf.api.permissions import EVERYBODY
from turf.api.scoped import OwnRows


class OwnDevices(mixins.ListModelMixin, OwnRows):
    """The phones that are known as one's own; one that nobody knows of was enrolled by another."""

    roles = EVERYBODY
    queryset = Device.objects.all()
    serializer_class = OwnDeviceOut
    parser_classes = [BoundedJSON]
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        """Only phones one is on, with one's own tokens there."""
        phones = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return phones
        tokens = DeviceToken.objects.filter(membership=self.membership)
        mine = Prefetch("tokens", tokens.order_by("-created"), to_attr="own_tokens")
        return phones.filter(pk__in=tokens.values("device")).prefetch_related(mine)

    @extend_schema(request=None, responses={200: OwnDeviceOut} | WRITING)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Use this phone no more: for oneself it only delivers what was done; others go on."""
        revoke_token(
            device=self.get_object(),
            member=self.membership.pk,
            revoked_by=self.membership,
            revoked_at=timezone.now(),
        )
        return Response(self.get_serializer(self.get_object()).data)
