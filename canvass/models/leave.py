"""That somebody needed to leave, for themselves and for the lead they chose."""

from django.db import models

from canvass.models.shift import Shift
from turf.models import Membership
from turf.tenancy import TenantModel


class Leave(TenantModel):
    """One press of "I need to leave now"; no place is asked or kept.

    ``uid`` is the phone's, so that a press sent twice is one. ``is_reached`` is what the person was
    told at once: whether a phone of ``lead`` was in touch at that moment.
    """

    uid = models.UUIDField()
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    shift = models.ForeignKey(
        Shift, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    pressed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    is_reached = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint("organization", "uid", name="leave_uid_once")]

    def __str__(self) -> str:
        return f"leave {self.pk}"
