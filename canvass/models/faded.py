"""What stays of somebody's work when nobody can tell any more which doors were theirs."""

from django.db import models

from canvass.models.device import Device
from turf.models import Campaign, Membership
from turf.tenancy import TenantModel


class FadedWork(TenantModel):
    """How many knocks of a person, made on one phone in one campaign, were faded: a count alone.

    ``up_to_seq`` is up to where none of the phone's numbers was missing by then. Receipts and the
    completeness of a campaign go on counting with both.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    knocks = models.PositiveIntegerField()
    up_to_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("membership", "device", "campaign", name="faded_work_once"),
        ]

    def __str__(self) -> str:
        return f"faded work {self.pk}"
