"""Names the gate knows beside candidates, over HTTP."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.scripts.access import JUDGES, READS, REFUSALS, WrittenAtDesk
from canvass.api.scripts.ballot_schema import names
from canvass.services.scripts.save_ballot_names import save_ballot_names
from turf.api.json_body import BoundedJSON
from turf.models import Campaign, Officeholder, Party

MOST = 200


class PartyNames(serializers.ModelSerializer):
    """A party and the other words people say for it."""

    aliases = names(100)

    class Meta:
        model = Party
        fields = ["name", "aliases"]


class OfficeholderNames(serializers.ModelSerializer):
    """Somebody who holds an office."""

    aliases = names(200)

    class Meta:
        model = Officeholder
        fields = ["name", "office", "aliases"]


class BallotNames(serializers.Serializer):
    """All of a campaign's."""

    parties = serializers.ListField(child=PartyNames(), max_length=MOST)
    officeholders = serializers.ListField(child=OfficeholderNames(), max_length=MOST)
    slogans = serializers.ListField(child=serializers.CharField(max_length=200), max_length=MOST)


class CampaignNames(WrittenAtDesk):
    """Parties, officeholders and slogans of a campaign's ballot."""

    roles = READS
    parser_classes = [BoundedJSON]

    @extend_schema(operation_id="ballot_names_retrieve", responses=BallotNames)
    def get(self, request: Request, campaign: str) -> Response:
        """Read them."""
        return Response(self._names(self._campaign(campaign)))

    @extend_schema(
        operation_id="ballot_names_update",
        request=BallotNames,
        responses={200: BallotNames} | REFUSALS,
    )
    def put(self, request: Request, campaign: str) -> Response:
        """Set them all; approvals by other names are closed."""
        if self.membership.role not in JUDGES:
            self.permission_denied(request)
        found = self._campaign(campaign)
        asked = BallotNames(data=request.data)
        asked.is_valid(raise_exception=True)
        save_ballot_names(
            campaign=found,
            saved_by=self.membership,
            at=timezone.now(),
            **asked.validated_data,
        )
        return Response(self._names(found))

    def _campaign(self, slug: str) -> Campaign:
        own = Campaign.objects.for_organization(self.membership.organization_id)
        campaign: Campaign = get_object_or_404(own, slug=slug)
        return campaign

    def _names(self, campaign: Campaign) -> dict[str, Any]:
        return {
            "parties": PartyNames(campaign.parties.order_by("name"), many=True).data,
            "officeholders": OfficeholderNames(
                campaign.officeholders.order_by("name"), many=True
            ).data,
            "slogans": list(campaign.slogans.order_by("text").values_list("text", flat=True)),
        }
