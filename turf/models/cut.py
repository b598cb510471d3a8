"""One run of turf cutting, and what it gave."""

from typing import Any, ClassVar

from django.contrib.gis.db import models
from django.db.models import Q

from turf.models.campaign import Campaign
from turf.models.door import Door
from turf.models.precinct import Precinct
from turf.models.street import Street
from turf.models.universe import Universe
from turf.querysets import CampaignQuerySet, LiveQuerySet
from turf.tenancy import TenantModel, one_of


class Cut(TenantModel):
    """A run with its recipe (``params``, ``seed``) and the ``score`` of its live turfs.

    ``params`` and ``score`` are the engine's own fields, see ``turf.cutting.ground.Params`` and
    ``turf.cutting.result.Score``; ``warnings`` is a list of sentences. The score follows every
    edit; what the run itself scored stays in ``before["score"]`` of the first `TurfEdit`.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="cuts")
    universe = models.ForeignKey(
        Universe, on_delete=models.PROTECT, null=True, blank=True, related_name="cuts"
    )
    params = models.JSONField(default=dict)
    seed = models.PositiveIntegerField(default=0)
    score = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    cut_at = models.DateTimeField()
    seconds = models.FloatField()

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organization", "id"], name="cut_by_organization")]

    def __str__(self) -> str:
        return f"cut {self.pk}"


class Turf(TenantModel):
    """The connected ground of one walk. ``precinct`` is null where several were packed.

    ``crossings`` counts how often a major road is crossed, null for turfs that were stored before
    this was kept; ``compactness`` is Polsby-Popper, 0 to 1.

    A turf is never changed: an edit replaces it. From ``retired_at`` on it has no stops any more
    (its `TurfEdit` keeps them), but the lists and knocks that were made with it.
    """

    cut = models.ForeignKey(Cut, on_delete=models.CASCADE, related_name="turfs", db_index=False)
    name = models.CharField(max_length=60)
    precinct = models.ForeignKey(
        Precinct, on_delete=models.SET_NULL, null=True, blank=True, related_name="turfs"
    )
    outline = models.MultiPolygonField(srid=4326)
    door_count = models.PositiveIntegerField()
    walk_m = models.FloatField()
    minutes = models.FloatField()
    worst_hop_m = models.FloatField()
    crossings = models.PositiveIntegerField(null=True)
    compactness = models.FloatField()
    is_locked = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = LiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cut", "name"],
                condition=Q(retired_at__isnull=True),
                name="turf_live_name_once",
            )
        ]
        indexes = [
            models.Index(fields=["organization", "id"], name="turf_by_organization"),
            models.Index(fields=["cut"], name="turf_by_cut"),
        ]

    def __str__(self) -> str:
        return self.name


class Side(models.TextChoices):
    """The side of the street's own direction."""

    LEFT = "left"
    RIGHT = "right"
    ON_LINE = "on_line"


class Stop(TenantModel):
    """A door at its place in a turf; ``position`` counts from 1 in walking order."""

    cut = models.ForeignKey(Cut, on_delete=models.CASCADE, related_name="stops", db_index=False)
    turf = models.ForeignKey(Turf, on_delete=models.CASCADE, related_name="stops", db_index=False)
    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveIntegerField()
    street = models.ForeignKey(
        Street, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    side = models.CharField(max_length=10, choices=Side.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint("cut", "door", name="stop_door_once_a_cut"),
            models.UniqueConstraint("turf", "position", name="stop_position_once_a_turf"),
            models.CheckConstraint(condition=Q(position__gte=1), name="stop_position_from_one"),
            one_of("side", Side, "stop_side_known"),
        ]

    def __str__(self) -> str:
        return f"stop {self.pk}"


class Reason(models.TextChoices):
    """Why a door is in no turf."""

    NO_STREET = "no_street"
    OUTSIDE = "outside"
    UNREACHABLE = "unreachable"
    BAD_POSITION = "bad_position"


class UnassignedDoor(TenantModel):
    """A door the cut could put in no turf, and why: nothing is dropped silently."""

    cut = models.ForeignKey(
        Cut, on_delete=models.CASCADE, related_name="unassigned", db_index=False
    )
    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint("cut", "door", name="unassigned_door_once_a_cut"),
            one_of("reason", Reason, "unassigned_reason_known"),
        ]

    def __str__(self) -> str:
        return f"unassigned door {self.pk}"
