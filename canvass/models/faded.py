"""What stays of somebody's work when nobody can tell any more which doors were theirs."""

from uuid import UUID, uuid5

from django.db import models

from canvass.models.device import Device
from turf.models import Campaign, Membership
from turf.tenancy import TenantModel

_FADED = UUID("5b0c4f0e-6f0b-4f43-9a53-2f9c1a7d3e64")


def faded_device_id(organization: int) -> UUID:
    """Return the id of the phone that stands for all phones of faded knocks; it belongs to nobody.

    One an organization, found without a look at the database.
    """
    return uuid5(_FADED, str(organization))


class FadedWork(TenantModel):
    """How many knocks of a person, made on one phone in one campaign, were faded: a count alone.

    ``up_to_seq`` is up to where none of the phone's numbers was missing by then. Receipts and the
    completeness of a campaign go on counting with both.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
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
