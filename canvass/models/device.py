"""A phone that was enrolled, and the token by which it is known."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from knox.models import AbstractAuthToken, AuthTokenManager

from canvass.models.change import SyncLog
from canvass.querysets import DeviceQuerySet
from turf.models import Membership, Organization
from turf.tenancy import TenantModel, one_of


class DeviceState(models.TextChoices):
    """What the server tells a phone about itself."""

    ACTIVE = "active"
    REVOKED = "revoked"
    WIPE = "wipe"


class Device(TenantModel):
    """A phone. ``last_seq_reported`` and ``unsent_reported`` are the phone's own word.

    ``revoked_at`` is null while it is active: what was done before then is still taken in.
    ``wiped_at`` is when it said that it obeyed.
    ``hash_mismatches`` counts how often what it held was not what it should hold.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=20, choices=DeviceState.choices, default=DeviceState.ACTIVE)
    revoked_at = models.DateTimeField(null=True, blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True)
    app_version = models.CharField(max_length=50, blank=True)
    last_sync_at = models.DateTimeField(null=True, blank=True)
    last_seq_reported = models.PositiveBigIntegerField(default=0)
    unsent_reported = models.PositiveIntegerField(null=True, blank=True)
    hash_mismatches = models.PositiveIntegerField(default=0)

    objects: ClassVar[Any] = DeviceQuerySet.as_manager()

    class Meta:
        constraints = [one_of("state", DeviceState, "device_state_known")]
        indexes = [models.Index(fields=["organization", "id"], name="device_by_organization")]

    def __str__(self) -> str:
        return f"device {self.pk}"


class DeviceTokenManager(AuthTokenManager):
    """Tokens, which are made for a membership on a device."""

    def create(self, **fields: Any) -> tuple["DeviceToken", str]:
        """Make a token of the membership's organization; also its clear text."""
        fields.setdefault("organization_id", fields["membership"].organization_id)
        made: tuple[DeviceToken, str] = super().create(**fields)
        return made


class DeviceToken(AbstractAuthToken):
    """A hashed token: this person on this phone.

    From ``revoked_at`` on it only delivers what was done before, as on a phone that was revoked.
    It is found before anybody knows whose the request is, and tells: ``organization`` is that of
    membership and device, both of which have to be found within it. ``epoch`` is that of the
    organization's numbering, found with them; None where nothing was numbered yet.
    ``last_seen_at`` is when it last asked for or brought anything, to the minute.
    """

    epoch: uuid.UUID | None = None

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="tokens")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = DeviceTokenManager()

    def __str__(self) -> str:
        return f"token {self.token_key}"

    def find_seat(self) -> bool:
        """Fetch membership, device and epoch in one query; whether the tenant entered has both."""
        log = SyncLog.objects.filter(organization=OuterRef("organization"))
        found = DeviceToken.objects.select_related("membership", "device").filter(pk=self.pk)
        for seat in found.annotate(log_epoch=Subquery(log.values("epoch"))):
            self.membership, self.device = seat.membership, seat.device
            self.epoch = seat.log_epoch
            owners = {self.membership.organization_id, self.device.organization_id}
            return owners == {self.organization_id}
        return False
