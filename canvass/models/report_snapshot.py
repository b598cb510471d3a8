"""A report kept as it was told."""

import uuid

from django.db import models

from turf.models import Campaign
from turf.tenancy import TenantModel


class ReportSnapshot(TenantModel):
    """The bytes of one answer, so that whoever cites it finds the same figures later.

    The answer itself is kept and not what it was counted from: knocks that were under way when it
    was counted, lists rolled back since, redrawn precincts and new phones would all change a
    recount as of then. ``is_withheld`` where small rows were left out of it, so that who sees
    aggregates only may read it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    is_withheld = models.BooleanField(default=False)
    as_of = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization", "as_of"], name="snapshot_by_organization")]

    def __str__(self) -> str:
        return f"snapshot {self.pk}"
