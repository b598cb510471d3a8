"""The ground as GeoJSON, simplified for the screen."""

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe
from numpy.typing import NDArray

from backend.pages.access import chosen_campaign, console_campaigns
from backend.pages.colouring import colour_neighbours
from backend.pages.turf_rows import latest_cut, turf_row, turfs_of
from turf.geo import to_shapely
from turf.models import Campaign, Precinct

SCREEN_DEG = 0.00002
"""Detail below some 2 m is not seen at any zoom the map allows."""

DECIMALS = 6
COLOURS = 6


@login_required
@require_safe
@gzip_page
@cache_control(private=True, no_cache=True)
@conditional_page
def map_precincts(request: HttpRequest) -> HttpResponse:
    """Precincts of a campaign's jurisdiction: code, and where to write it."""
    campaign = _campaign(request)
    ground = Precinct.objects.live().for_organization(campaign.organization_id)
    precincts = list(ground.filter(jurisdiction=campaign.jurisdiction_id).order_by("code"))
    boundary = _simplified(to_shapely(precinct.boundary for precinct in precincts))
    middle = shapely.get_coordinates(shapely.point_on_surface(boundary)).round(DECIMALS)
    properties = (
        {"code": precinct.code, "label": label}
        for precinct, label in zip(precincts, middle.tolist(), strict=True)
    )
    return _geojson(boundary, properties)


@login_required
@require_safe
@gzip_page
@cache_control(private=True, no_cache=True)
@conditional_page
def map_turfs(request: HttpRequest) -> HttpResponse:
    """Turfs of a campaign's latest cut, with what the table tells of each and a colour."""
    cut = latest_cut(_campaign(request))
    turfs = list(turfs_of(cut)) if cut else []
    outline = _simplified(to_shapely(turf.outline for turf in turfs))
    colour = colour_neighbours(outline, colours=COLOURS)
    properties = (
        {**turf_row(turf), "colour": number}
        for turf, number in zip(turfs, colour.tolist(), strict=True)
    )
    return _geojson(outline, properties)


def _campaign(request: HttpRequest) -> Campaign:
    campaign = chosen_campaign(console_campaigns(request.user), request.GET.get("campaign"))
    if campaign is None:
        raise Http404("no campaign")
    return campaign


def _simplified(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Leave out what the screen cannot show; borders that two shapes share stay shared."""
    return shapely.coverage_simplify(shapes, SCREEN_DEG) if len(shapes) else shapes


def _geojson(geometry: NDArray[np.object_], properties: Iterable[dict[str, Any]]) -> HttpResponse:
    features = [
        {"type": "Feature", "geometry": _rounded(shape), "properties": told}
        for shape, told in zip(geometry, properties, strict=True)
    ]
    body = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return HttpResponse(body, content_type="application/geo+json")


def _rounded(shape: Any) -> dict[str, Any]:
    """Return a GeoJSON MultiPolygon with `DECIMALS` decimals."""
    polygons = [
        [
            np.round(shapely.get_coordinates(ring), DECIMALS).tolist()
            for ring in shapely.get_rings(part)
        ]
        for part in shapely.get_parts(shape)
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}
