"""The smallest area that votes together."""

from typing import Any, ClassVar

from django.contrib.gis.db import models

from turf.models.campaign import Jurisdiction
from turf.querysets import LiveQuerySet
from turf.tenancy import TenantModel


class Precinct(TenantModel):
    """A precinct; ``time_zone`` is empty where it is the campaign's.

    ``retired_at`` is when a new division of the city left it out; what was cut there keeps it.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.CASCADE, related_name="precincts", db_index=False
    )
    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200, blank=True)
    ward = models.CharField(max_length=50, blank=True)
    boundary = models.MultiPolygonField(srid=4326)
    time_zone = models.CharField(max_length=64, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = LiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("jurisdiction", "code", name="precinct_code_once"),
        ]
        indexes = [models.Index(fields=["organization", "id"], name="precinct_by_organization")]

    def __str__(self) -> str:
        return self.code
