"""How a phone comes to be known: codes that can be answered once, and a count of who tried."""

import uuid

from django.db import models
from django.db.models import F, Q

from canvass.models.device import Device
from turf.models import Membership
from turf.tenancy import TenantModel


class EnrolmentCode(TenantModel):
    """A code that makes one phone known for one member; what is written on it is kept nowhere.

    ``code_hash`` is a keyed hash of the whole code, ``prefix`` its first letters, by which a sheet
    is told from another. ``sheet`` is shared by those made together the evening before, null for
    one that was made alone. ``answered_key`` is a hash of what the answering phone chose, so that a
    phone that lost the answer can ask again, and no other can.

    A phone has no tenant before its code is found, so the table is looked through as a whole, like
    the tokens: it holds hashes and ids alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="enrolment_codes"
    )
    made_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    sheet = models.UUIDField(null=True, blank=True)
    prefix = models.CharField(max_length=4)
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_key = models.CharField(max_length=64, blank=True)
    device = models.ForeignKey(
        Device, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("code_hash", name="enrolment_code_once"),
            models.CheckConstraint(
                name="enrolment_code_ends", condition=Q(expires_at__gt=F("made_at"))
            ),
        ]
        indexes = [models.Index(fields=["organization", "id"], name="enrolment_by_organization")]

    def __str__(self) -> str:
        return f"enrolment code {self.pk}"


class AttemptCount(models.Model):
    """How often somebody tried to get in since ``since``: by a code's first letters, by address.

    Whoever tries is in no organization yet, so neither is the count. ``subject`` is a keyed hash of
    what is counted by: neither address nor code is kept.
    """

    subject = models.CharField(primary_key=True, max_length=64)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"attempts since {self.since:%H:%M}"
