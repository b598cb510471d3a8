"""Proof of one's own work, to take away."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.shifts.reach import ShiftView
from canvass.api.sync.receipt import ReceiptOut
from canvass.services.intake.read_receipts import Proof, read_receipts

FADING = {
    "en": "{} days after a list closes, only how many knocks you made stays here. Download this"
    " page before, if you want to keep the proof of each.",
    "es": "{} días después de cerrarse una lista, aquí queda solo cuántos toques hizo. Descargue"
    " esta página antes, si quiere guardar la prueba de cada uno.",
}


class ProofOut(serializers.Serializer):
    """Counts by phone, the hash of each knock as its phone sent it, and one hash over them all.

    ``kept_days`` after a list closed the hashes of its knocks go and the counts stay: ``fading``
    says so, by language. Download them before.
    """

    receipts = ReceiptOut(many=True)
    hashes = serializers.ListField(child=serializers.CharField())
    digest = serializers.CharField()
    kept_days = serializers.IntegerField()
    fading = serializers.SerializerMethodField()

    def get_fading(self, proof: Proof) -> dict[str, str]:
        """Tell the person, in words."""
        return {language: text.format(proof.kept_days) for language, text in FADING.items()}


class OwnReceipts(ShiftView):
    """What is kept of the work of who asks: no door, no address, no answer."""

    @extend_schema(operation_id="receipts_own", responses=ProofOut)
    def get(self, request: Request) -> Response:
        """Count it."""
        return Response(ProofOut(read_receipts(membership=self.membership)).data)
