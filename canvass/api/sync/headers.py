"""The ground every view of the sync stands on: who may come in, and what each answer tells.

A phone hears on every answer, be it an error, what time it is here, how it stands itself, and the
epoch in which checkpoints count.
"""

from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.models import Device
from canvass.models.device import DeviceState
from canvass.services.changes.find_sync_log import find_sync_log
from canvass.services.devices.note_seen import note_seen
from turf.api.asking import DeviceTokens
from turf.api.permissions import EVERYBODY
from turf.api.scoped import Scoped

EPOCH, SERVER_TIME, DEVICE_STATE = "X-Sync-Epoch", "X-Server-Time", "X-Device-State"
CLIENT_SCHEMA, SENT_AT = "X-Client-Schema", "X-Sent-At"


class DeliveringDevices(DeviceTokens):
    """Devices that may still deliver: revoked ones and those of people who left as well."""

    only_delivers = True


class AsciiRenderer(JSONRenderer):
    """Escapes what is not ASCII: a document may hold half a character, and goes back as it came."""

    ensure_ascii = True


class SyncView(Scoped):
    """A view for phones; whatever role their owner has by now, none is refused."""

    authentication_classes = [DeliveringDevices]
    parser_classes = [JSONParser]
    renderer_classes = [AsciiRenderer]
    roles = EVERYBODY
    device: Device | None = None
    epoch: UUID | None = None

    def perform_authentication(self, request: Request) -> None:
        """Remember device and epoch, so that the answer need not ask a database that is gone."""
        super().perform_authentication(request)
        self.device = getattr(request.auth, "device", None)
        if self.device:
            known: UUID | None = getattr(request.auth, "epoch", None)
            log = None if known else find_sync_log(organization=self.device.organization_id)
            self.epoch = log.epoch if log else known

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let whoever may come in be seen; one who may only deliver is not in touch any more."""
        super().initial(request, *args, **kwargs)
        token: Any = request.auth
        if not self.may_only_deliver:
            note_seen(token=token, at=timezone.now())

    @property
    def device_state(self) -> str:
        """State the phone is told: one whose owner left, or may not use it any more, is revoked."""
        if self.device is None:
            raise LookupError("no device asks")
        token: Any = self.request.auth
        is_member = self.membership.is_active and self.request.user.is_active
        is_let_in = is_member and token.revoked_at is None
        is_left_behind = self.device.state == DeviceState.ACTIVE and not is_let_in
        return DeviceState.REVOKED if is_left_behind else self.device.state

    @property
    def may_only_deliver(self) -> bool:
        """Tell whether the phone can do nothing any more but give back what it has."""
        return self.device_state != DeviceState.ACTIVE

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        """Tell the phone the time, how it stands and the epoch, whatever else the answer says."""
        response = super().finalize_response(*args, **kwargs)
        response[SERVER_TIME] = timezone.now().isoformat()
        if self.device:
            response[DEVICE_STATE] = self.device_state
        if self.epoch:
            response[EPOCH] = str(self.epoch)
        return response
