"""The same rows as GeoJSON for maps: ``Accept: application/geo+json`` or ``?format=geojson``."""

from collections.abc import Iterable
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request


class GeoJSONRenderer(JSONRenderer):
    """Renders what the view's ``feature_collection`` makes of its own JSON answer."""

    media_type = "application/geo+json"
    format = "geojson"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Any = None,
    ) -> bytes:
        """Write a FeatureCollection."""
        collection = renderer_context["view"].feature_collection(data)
        return super().render(collection, accepted_media_type, renderer_context)


def wants_geojson(request: Request) -> bool:
    """Tell whether the answer will be GeoJSON."""
    renderer = getattr(request, "accepted_renderer", None)
    return isinstance(renderer, GeoJSONRenderer)


def feature(row: dict[str, Any], *, key: str, geometry: Any) -> dict[str, Any]:
    """Make a Feature of a row of our JSON: ``key`` names its id, the rest are its properties."""
    properties = {name: value for name, value in row.items() if name != key}
    return {"type": "Feature", "id": row[key], "geometry": geometry, "properties": properties}


def features_of(rows: Iterable[dict[str, Any]], *, geometry: str) -> list[dict[str, Any]]:
    """Make Features of rows with an ``id`` and a geometry in the field ``geometry``."""
    return [
        feature(
            {name: value for name, value in row.items() if name != geometry},
            key="id",
            geometry=row[geometry],
        )
        for row in rows
    ]


class Drawn:
    """A view of rows that each have one geometry, in the field ``geometry`` of their JSON.

    A page keeps its links, as members beside the features (RFC 7946, section 6.1).
    """

    geometry: str

    def feature_collection(self, data: dict[str, Any]) -> dict[str, Any]:
        """Make a FeatureCollection of a page, or of one row."""
        links = {name: data[name] for name in ("next", "previous") if "results" in data}
        rows = data.get("results", [data])
        features = features_of(rows, geometry=self.geometry)
        return {"type": "FeatureCollection", "features": features, **links}
