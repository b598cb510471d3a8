"""Freezes rounds."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.serializers import WalkListOut
from canvass.services.lending.freeze_round import CHOICES, freeze_round
from turf.api.edit_serializers import Id
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.permissions import CUTS
from turf.api.scoped import Scoped
from turf.models import Cut
from turf.models.walk_list import ListKind

MOST_ROUNDS = 2**15 - 1
LONGEST_WORD = 50


@extend_schema_field(serializers.ChoiceField(choices=CHOICES))
class Taken(serializers.CharField):
    """What a round can be for; the service refuses all else, and says what there is."""


class RoundToFreeze(serializers.Serializer):
    """Which round of which cut; ``take`` names what it is for, where that is not the usual.

    Practice stands outside of the numbering, and names nobody.
    """

    cut = Id()
    number = serializers.IntegerField(min_value=1, max_value=MOST_ROUNDS)
    kind = serializers.ChoiceField(choices=ListKind.choices, default=ListKind.DOOR_KNOCK)
    take = serializers.ListField(
        child=Taken(max_length=LONGEST_WORD), max_length=len(CHOICES), required=False
    )


class Rounds(Scoped):
    """Rounds of a cut, frozen into walk lists."""

    roles = CUTS
    parser_classes = [BoundedJSON]

    @extend_schema(
        operation_id="rounds_create",
        request=RoundToFreeze,
        responses={
            201: WalkListOut(many=True),
            409: OpenApiResponse(Problem, "The round is frozen as another kind."),
            413: OpenApiResponse(Problem, "Too much at once."),
            415: OpenApiResponse(Problem, "Not JSON."),
            503: OpenApiResponse(Problem, "Send it again after Retry-After seconds."),
        },
    )
    def post(self, request: Request) -> Response:
        """Freeze a round; asked again, it freezes what is not frozen yet, and tells all its lists.

        From the second on it is for doors where nobody was home, nobody got in, somebody had no
        time or spoke another language.
        """
        asked = RoundToFreeze(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        own = Cut.objects.for_organization(self.membership.organization_id)
        lists = freeze_round(
            cut=get_object_or_404(own.select_related("campaign"), pk=wanted["cut"]),
            number=wanted["number"],
            kind=wanted["kind"],
            take=wanted.get("take"),
        )
        return Response(WalkListOut(lists, many=True).data, status=201)
