"""Uploaded universes, opened over HTTP."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.scripts.access import REFUSALS, WrittenAtDesk
from canvass.services.scripts.open_universe import open_universe
from turf.models import Role, Universe


class OpenedOut(serializers.ModelSerializer):
    """A universe, and since when its lists may go out."""

    class Meta:
        model = Universe
        fields = ["id", "name", "opened_at"]
        read_only_fields = fields


class OpenUniverse(WrittenAtDesk):
    """Lets the lists of an uploaded universe go out."""

    roles = frozenset({Role.COMPLIANCE})

    @extend_schema(
        operation_id="universes_open_create",
        request=None,
        responses={200: OpenedOut} | REFUSALS,
    )
    def post(self, request: Request, pk: int) -> Response:
        """Say that one read how its members were chosen."""
        own = Universe.objects.for_organization(self.membership.organization_id)
        opened = open_universe(
            universe=get_object_or_404(own, pk=pk),
            opened_by=self.membership,
            opened_at=timezone.now(),
        )
        return Response(OpenedOut(opened).data)
