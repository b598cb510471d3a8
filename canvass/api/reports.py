"""Rates over HTTP, as JSON and CSV: the same figures as on the command line and on the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.report_schema import ContactRatesAsked, ContactRatesOut
from canvass.reports.contact_rates import contact_rates
from canvass.reports.render import as_csv, as_document
from turf.api.permissions import SEES_GROUND
from turf.api.scoped import Scoped
from turf.models import Campaign


class CsvRenderer(BaseRenderer):
    """Passes a table on that was written as CSV."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: str, *_: Any, **__: Any) -> bytes:
        """Encode the table."""
        return data.encode()


class ContactRates(Scoped):
    """Contact rates of a campaign, as a whole and by what ``by`` names."""

    roles = SEES_GROUND
    renderer_classes = [JSONRenderer, CsvRenderer]

    @extend_schema(
        operation_id="contact_rates",
        parameters=[ContactRatesAsked],
        responses=ContactRatesOut,
    )
    def get(self, request: Request) -> Response:
        """Count what stands now."""
        asked = ContactRatesAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        campaigns = Campaign.objects.for_organization(self.membership.organization_id)
        campaign = get_object_or_404(campaigns, slug=asked.validated_data["campaign"])
        report = contact_rates(campaign=campaign, by=asked.breakdown, filters=asked.filters)
        if request.accepted_renderer.format == CsvRenderer.format:
            name = f'attachment; filename="contact-rates-{campaign.slug}.csv"'
            return Response(as_csv(report), headers={"Content-Disposition": name})
        return Response(as_document(report))
