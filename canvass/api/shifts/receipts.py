"""Proof of one's own work, to take away."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.shifts.reach import ShiftView
from canvass.api.sync.receipt import ReceiptOut
from canvass.services.intake.read_receipts import read_receipts


class ProofOut(serializers.Serializer):
    """Counts by phone, the hash of each knock as its phone sent it, and one hash over them all."""

    receipts = ReceiptOut(many=True)
    hashes = serializers.ListField(child=serializers.CharField())
    digest = serializers.CharField()


class OwnReceipts(ShiftView):
    """What is kept of the work of who asks: no door, no address, no answer."""

    @extend_schema(operation_id="receipts_own", responses=ProofOut)
    def get(self, request: Request) -> Response:
        """Count it."""
        return Response(ProofOut(read_receipts(membership=self.membership)).data)
