"""What a push and its answer look like, for the API's description alone.

Documents are read by `canvass.sync.knock_wire`, item by item; nothing here refuses a batch.
"""

from rest_framework import serializers

from canvass.sync.outcome import Outcome
from turf.api.openapi import DeviceTokenScheme


class PushedItem(serializers.Serializer):
    """One document as RxDB pushes it; what the server had before is not looked at."""

    assumedMasterState = serializers.DictField(required=False, allow_null=True)
    newDocumentState = serializers.DictField()


class WhyWaiting(serializers.Serializer):
    """Why a document waits, and whether a mended one of the same id can be applied."""

    code = serializers.CharField()
    message = serializers.CharField()
    fixable = serializers.BooleanField()


class WaitingDocument(serializers.Serializer):
    """A document that waits for a person: as it was sent, and why."""

    sync_state = serializers.ChoiceField(choices=[Outcome.QUARANTINED.value])
    sync_error = WhyWaiting()


class DeliveringDeviceScheme(DeviceTokenScheme):
    """A token of a device, also of one that can only deliver any more."""

    target_class = "canvass.api.sync.headers.DeliveringDevices"
    name = "deliveringDeviceToken"
