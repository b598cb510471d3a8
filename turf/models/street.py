"""What can be walked, and what stands in the way."""

from django.contrib.gis.db import models

from turf.models.campaign import Jurisdiction
from turf.tenancy import TenantModel, one_of


class RoadClass(models.TextChoices):
    """How a street is walked and crossed; the last three cannot be walked at all."""

    MINOR = "minor"
    MAJOR = "major"
    PATH = "path"
    MOTORWAY = "motorway"
    RAIL = "rail"
    WATER = "water"


class Street(TenantModel):
    """One segment of the street file, with the addresses on its left and right.

    ``key`` is the file's own id, or a hash of name and line where it has none. Ranges run in the
    line's direction and are null where the file gives none.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.CASCADE, related_name="streets", db_index=False
    )
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=200, blank=True)
    road_class = models.CharField(max_length=20, choices=RoadClass.choices, default=RoadClass.MINOR)
    left_from = models.PositiveIntegerField(null=True, blank=True)
    left_to = models.PositiveIntegerField(null=True, blank=True)
    right_from = models.PositiveIntegerField(null=True, blank=True)
    right_to = models.PositiveIntegerField(null=True, blank=True)
    line = models.LineStringField(srid=4326)

    class Meta:
        constraints = [
            models.UniqueConstraint("jurisdiction", "key", name="street_key_once"),
            one_of("road_class", RoadClass, "street_road_class_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.key
