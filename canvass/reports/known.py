"""Whether what a report is narrowed to is there: a misspelt precinct is not one without knocks."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from canvass.models import ScriptVersion
from canvass.reports.filters import Filters
from turf.errors import NotFound
from turf.models import Campaign, Precinct, Turf


def refuse_unknown(campaign: Campaign, filters: Filters) -> None:
    """Raise NotFound for turfs, precincts and script versions that the organization does not have.

    Nothing is asked of the database about a filter that was not given.
    """
    organization = campaign.organization_id
    precincts = Precinct.objects.filter(jurisdiction=campaign.jurisdiction_id)
    versions = ScriptVersion.objects.filter(organization=organization)
    _refuse("turf", filters.turfs, Turf.objects.for_organization(organization), "pk")
    _refuse("precinct", filters.precincts, precincts, "code")
    _refuse("script", filters.scripts, versions, "pk")


def _refuse(what: str, wanted: Collection[Any], rows: QuerySet[Any], column: str) -> None:
    if not wanted:
        return
    known = set(rows.filter(**{f"{column}__in": wanted}).values_list(column, flat=True))
    if unknown := [str(one) for one in wanted if one not in known]:
        raise NotFound(f"There is no {what} {', '.join(unknown)} here; look at how it is written.")
