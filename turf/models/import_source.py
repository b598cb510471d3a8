"""Where people come from, what may be done with them, and who must never be taken in again."""

from django.db import models

from turf.models.campaign import Jurisdiction
from turf.tenancy import TenantModel


class ImportSource(TenantModel):
    """One file that was loaded, told apart by its bytes.

    ``source`` is who gave it, ``state`` the two letters of the state whose law it is under,
    ``purposes`` what it may be used for, ``affirmed_by`` who vouched for that. People who came with
    nothing that lasts longer are erased after ``expires_on``; ``purged_at`` is when that was done.
    ``is_expiry_assumed`` where nobody named a day and one was counted from the election.
    """

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.CASCADE, related_name="import_sources", db_index=False
    )
    layer = models.CharField(max_length=20)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=2, blank=True)
    purposes = models.JSONField(default=list)
    affirmed_by = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    is_expiry_assumed = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("jurisdiction", "layer", "sha256", name="import_source_once"),
        ]

    def __str__(self) -> str:
        return f"import source {self.pk}"


class SuppressionSalt(TenantModel):
    """The secret of an organization's suppressions: 64 random hexadecimal digits."""

    salt = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("organization", name="suppression_salt_once")]

    def __str__(self) -> str:
        return f"suppression salt {self.pk}"


class Suppression(TenantModel):
    """Somebody whose record is confidential, as a salted hash: recognized, and not to be read."""

    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "digest", name="suppression_once"),
        ]

    def __str__(self) -> str:
        return f"suppression {self.pk}"
