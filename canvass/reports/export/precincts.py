"""A report by precinct as GeoJSON, feature by feature."""

import json
from collections.abc import Iterator

from canvass.reports.render import as_document
from canvass.reports.report import Report
from turf.errors import StoopError
from turf.models import Campaign, Precinct


class NotByPrecinct(StoopError):
    """A map was asked for of a report that is not by precinct."""

    code = "not_by_precinct"


def as_features(report: Report, campaign: Campaign) -> Iterator[str]:
    """Write a FeatureCollection in pieces: a precinct each, its figures as properties.

    Rows without a precinct have no geometry. Raises NotByPrecinct at once.
    """
    if [one.value for one in report.by] != ["precinct"]:
        raise NotByPrecinct("As GeoJSON a report is by precinct: ask for it with by=precinct.")
    return _features(report, campaign)


def _features(report: Report, campaign: Campaign) -> Iterator[str]:
    document = as_document(report)
    shapes = dict(
        Precinct.objects.for_organization(campaign.organization_id)
        .filter(jurisdiction=campaign.jurisdiction_id)
        .values_list("pk", "boundary")
    )
    yield '{"type":"FeatureCollection","features":['
    for number, row in enumerate(document["rows"]):
        boundary = shapes.get(row["key"])
        feature = {
            "type": "Feature",
            "id": row["key"],
            "geometry": boundary and json.loads(boundary.geojson),
            "properties": {
                "precinct": row["label"],
                "is_withheld": row["is_withheld"],
                "as_of": document["as_of"],
                "counts": row["counts"],
                "rates": row["rates"],
            },
        }
        yield ("," if number else "") + json.dumps(feature, separators=(",", ":"))
    yield "]}"
