"""Tells a phone what is durably stored of what it sent: `GET /api/v1/sync/receipt`."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.sync.headers import SyncView
from canvass.services.intake.read_receipt import read_receipt


class ReceiptOut(serializers.Serializer):
    """How many knocks of this person on this phone are stored, by what became of them."""

    device = serializers.UUIDField()
    received = serializers.IntegerField()
    applied = serializers.IntegerField()
    held = serializers.IntegerField()
    quarantined = serializers.IntegerField()
    dismissed = serializers.IntegerField()
    contiguous_seq = serializers.IntegerField(
        help_text="Of the phone's knocks up to this one none is missing."
    )


class ReadReceipt(SyncView):
    """The receipt of who asks; who left and what was revoked are told too."""

    @extend_schema(operation_id="sync_receipt", responses=ReceiptOut)
    def get(self, request: Request) -> Response:
        """Count, and answer."""
        if self.device is None:
            raise LookupError("no device asks")
        receipt = read_receipt(device=self.device, membership=self.membership)
        return Response(ReceiptOut(receipt).data)
