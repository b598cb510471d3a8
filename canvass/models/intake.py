"""What phones sent, as it came, and what of it waits for a person."""

from django.db import models
from django.db.models import Q

from canvass.models.device import Device
from turf.models import Membership
from turf.tenancy import TenantModel, one_of


class Intake(TenantModel):
    """A request body as it came, committed before anything is looked at.

    ``outcomes`` counts the items by outcome once they were looked at; null before. ``fault`` is
    the code of why nothing in it could be read, empty where it could. A body whose items are all
    settled is pruned after a while: ``pruned_at`` is when, its hash stays.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="intakes")
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    client_schema = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    outcomes = models.JSONField(null=True, blank=True)
    fault = models.CharField(max_length=50, blank=True)
    pruned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization", "received_at"], name="intake_by_organization"),
        ]

    def __str__(self) -> str:
        return f"intake {self.pk}"


class HoldState(models.TextChoices):
    """What became of an item that could not be applied as it came."""

    HELD = "held"
    QUARANTINED = "quarantined"
    APPLIED = "applied"
    DISMISSED = "dismissed"


class QuarantinedItem(TenantModel):
    """One item that waits: for its parent (held) or for a person (quarantined). Never deleted.

    ``uid`` is null where the item has no readable id, ``device_seq`` likewise; ``content_hash``
    tells equal resends apart from new variants. ``waits_for`` is the uid of the knock that a held
    one corrects. What a person did with it: ``resolved_by`` whom, ``reason`` why, ``mended`` the
    document they put in its place, null where they put none.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="quarantined")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="quarantined")
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uid = models.UUIDField(null=True, blank=True)
    device_seq = models.PositiveBigIntegerField(null=True, blank=True)
    waits_for = models.UUIDField(null=True, blank=True)
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=HoldState.choices)
    code = models.CharField(max_length=50)
    message = models.CharField(max_length=500)
    document = models.JSONField()
    received_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    mended = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "device", "uid", "content_hash"],
                name="quarantined_variant_once",
            ),
            one_of("state", HoldState, "quarantined_state_known"),
        ]
        indexes = [
            models.Index(fields=["organization", "state", "id"], name="quarantined_by_state"),
            models.Index(
                fields=["organization", "waits_for"],
                condition=Q(state="held"),
                name="held_by_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"quarantined item {self.pk}"
