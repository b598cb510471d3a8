"""Where we were asked to stay away from, by whom, and who lifted it why."""

from django.db import models
from django.db.models import Q

from canvass.models.knock import Knock
from turf.models import Building, Door, Membership
from turf.tenancy import TenantModel


class KeepAway(TenantModel):
    """One time that a household asked not to be visited (``door``) or a building was closed.

    By a ``knock``, and then as long as that stands, or by a member (``set_by``) whom somebody told.
    One that was lifted is kept, with the ``reason`` for which it was.
    """

    door = models.ForeignKey(
        Door, on_delete=models.CASCADE, null=True, blank=True, related_name="keep_aways"
    )
    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, null=True, blank=True, related_name="keep_aways"
    )
    knock = models.ForeignKey(
        Knock, on_delete=models.SET_NULL, null=True, blank=True, related_name="keep_aways"
    )
    set_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(door__isnull=False, building__isnull=True)
                | Q(door__isnull=True, building__isnull=False),
                name="keep_away_from_one",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(reason=""),
                name="keep_away_lifted_for_a_reason",
            ),
            models.UniqueConstraint("knock", "door", name="keep_away_door_once_a_knock"),
            models.UniqueConstraint("knock", "building", name="keep_away_building_once_a_knock"),
        ]
        indexes = [models.Index(fields=["organization", "id"], name="keep_away_by_organization")]

    def __str__(self) -> str:
        return f"keep away {self.pk}"
