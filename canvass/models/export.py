"""What left the system: how much, for whom, what for."""

import uuid

from django.db import models

from turf.models import Campaign, Membership
from turf.tenancy import TenantModel, one_of


class RecipientKind(models.TextChoices):
    """Who gets an export."""

    OWN = "own"
    PARTNER = "partner"
    PRINTER = "printer"
    VENDOR = "vendor"
    FUNDER = "funder"
    RESEARCHER = "researcher"
    AUTHORITY = "authority"
    CANDIDATE = "candidate"
    PARTY = "party"
    PAC = "pac"


class ExportKind(models.TextChoices):
    """What was taken out."""

    WALK_LISTS = "walk_lists"
    RESULTS = "results"
    REPORT = "report"
    HOURS = "hours"


class ExportRecord(TenantModel):
    """One file that was written: ``sha256`` of its bytes tells it from every other.

    ``campaign`` is null where it is of the organization as a whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=ExportKind.choices)
    recipient = models.CharField(max_length=200)
    recipient_kind = models.CharField(max_length=20, choices=RecipientKind.choices)
    purpose = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ExportKind, "export_kind_known"),
            one_of("recipient_kind", RecipientKind, "export_recipient_kind_known"),
        ]
        indexes = [models.Index(fields=["organization", "id"], name="export_by_organization")]

    def __str__(self) -> str:
        return f"export {self.pk}"
