"""Rates over HTTP, as JSON, CSV, XLSX and GeoJSON: the same figures as everywhere else."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.report_schema import FILTERS, ContactRatesAsked, ContactRatesOut, SnapshotOut
from canvass.models import ReportSnapshot
from canvass.reports.asked import AGGREGATES_ONLY, report_for
from canvass.reports.export.precincts import as_features
from canvass.reports.export.workbook import workbook_chunks
from canvass.reports.figures import Figures
from canvass.reports.render import as_csv, as_document, as_json
from canvass.reports.report import Report
from canvass.services.exports.hand_out_report import hand_out_report
from canvass.services.figures.keep_report import keep_report
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


class WorkbookRenderer(BaseRenderer):
    """Names the form; the view gives the file itself."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    render_style = "binary"


class FeaturesRenderer(BaseRenderer):
    """Names the form; the view gives the file itself."""

    media_type = "application/geo+json"
    format = "geojson"


FORMS = {
    CsvRenderer.format: f"{CsvRenderer.media_type}; charset=utf-8",
    WorkbookRenderer.format: WorkbookRenderer.media_type,
    FeaturesRenderer.format: FeaturesRenderer.media_type,
}
"""The files that a report comes as, and what they are served as."""


class Reports(Scoped):
    """Whatever reads a report by the same parameters."""

    roles = SEES_GROUND

    def asked(self, request: Request) -> ContactRatesAsked:
        """Read what is asked. Raises DatesReversed."""
        asked = ContactRatesAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return asked

    def answered(self, asked: ContactRatesAsked) -> tuple[Campaign, Report]:
        """Answer it as the role may see it."""
        campaigns = Campaign.objects.for_organization(self.membership.organization_id)
        campaign = get_object_or_404(campaigns, slug=asked.validated_data["campaign"])
        report = report_for(
            membership=self.membership,
            campaign=campaign,
            by=asked.breakdowns,
            filters=asked.filters,
            figures=Figures(asked.validated_data["figures"]),
        )
        return campaign, report


class ContactRates(Reports):
    """Contact rates of a campaign, as a whole and by what ``by`` names."""

    renderer_classes = [JSONRenderer, CsvRenderer, WorkbookRenderer, FeaturesRenderer]

    @extend_schema(
        operation_id="contact_rates",
        parameters=[ContactRatesAsked, *FILTERS],
        responses=ContactRatesOut,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Count what stands now; 304 when that is what the tag in ``If-None-Match`` stands for."""
        asked = self.asked(request)
        campaign, report = self.answered(asked)
        form = request.accepted_renderer.format
        tag = _tag(report, form, asked.page)
        same: HttpResponseBase | None = get_conditional_response(request._request, etag=tag)
        if same:
            return same
        if form == JSONRenderer.format:
            return Response(as_document(report, asked.page), headers={"ETag": tag})
        file = hand_out_report(
            campaign=campaign,
            chunks=_chunks(form, report, campaign),
            rows=len(report.rows),
            recipient=asked.recipient_of(self.membership),
            made_at=report.as_of,
        )
        return FileResponse(
            file,
            as_attachment=True,
            filename=f"contact-rates-{campaign.slug}.{form}",
            content_type=FORMS[form],
            headers={"ETag": tag},
        )


def _chunks(form: str, report: Report, campaign: Campaign) -> Iterable[bytes]:
    """Write a report in one of the forms that are files."""
    if form == WorkbookRenderer.format:
        return workbook_chunks(report)
    if form == FeaturesRenderer.format:
        return (piece.encode() for piece in as_features(report, campaign))
    return [as_csv(report).encode()]


def _tag(report: Report, form: str, page: slice) -> str:
    """Name what the report says, but not when: a dashboard that asks again hears of news only.

    Weak, because two answers of one tag differ in the moment they tell.
    """
    said = as_document(report, page) | {"as_of": None, "form": form}
    return f'W/"{sha256(json.dumps(said, default=str).encode()).hexdigest()[:32]}"'


class KeepSnapshot(Reports):
    """Keeps a report, so that its figures can be cited."""

    @extend_schema(
        operation_id="keep_snapshot",
        parameters=[ContactRatesAsked, *FILTERS],
        request=None,
        responses={201: SnapshotOut},
    )
    def post(self, request: Request) -> Response:
        """Count what stands now and keep the answer: its address always gives the same bytes."""
        asked = self.asked(request)
        campaign, report = self.answered(asked)
        kept = keep_report(
            campaign=campaign,
            body=as_json(report, asked.page),
            as_of=report.as_of,
            is_withheld=self.membership.role in AGGREGATES_ONLY,
        )
        url = reverse("report-snapshot", kwargs={"pk": kept.pk})
        told = SnapshotOut({"id": kept.pk, "sha256": kept.sha256, "as_of": kept.as_of, "url": url})
        return Response(told.data, status=201, headers={"Location": url})


class Snapshot(Scoped):
    """A report as it was told once."""

    roles = SEES_GROUND

    @extend_schema(operation_id="report_snapshot", responses=ContactRatesOut)
    def get(self, request: Request, pk: Any) -> HttpResponseBase:
        """Give the same bytes each time, whatever came in since."""
        kept = ReportSnapshot.objects.for_organization(self.membership.organization_id)
        if self.membership.role in AGGREGATES_ONLY:
            kept = kept.filter(is_withheld=True)
        found = get_object_or_404(kept, pk=pk)
        tag = f'"{found.sha256}"'
        response = HttpResponse(found.body, content_type="application/json", headers={"ETag": tag})
        same: HttpResponseBase | None = get_conditional_response(
            request._request, etag=tag, response=response
        )
        return same or response
