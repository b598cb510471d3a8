"""When people walk, with whom, and for how long they worked."""

import uuid
from secrets import token_bytes
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from canvass.querysets import ShiftQuerySet
from turf.models import Campaign, Membership
from turf.tenancy import TenantModel, one_of

LONGEST_AREA = 100


class ShiftState(models.TextChoices):
    """Where a shift stands."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class CancelCause(models.TextChoices):
    """Why a shift does not take place."""

    WEATHER = "weather"
    SAFETY = "safety"
    OTHER = "other"


class Shift(TenantModel):
    """Some hours in which people walk. ``area`` is where, in words for a letter: no address.

    ``starts_at`` and ``ends_at`` are planned, ``started_at`` and ``ended_at`` what happened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="shifts")
    area = models.CharField(max_length=LONGEST_AREA)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    briefing_minutes = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=ShiftState.choices, default=ShiftState.PLANNED)
    cancel_cause = models.CharField(max_length=20, choices=CancelCause.choices, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", ShiftState, "shift_state_known"),
            models.CheckConstraint(
                condition=Q(cancel_cause__in=["", *sorted(CancelCause.values)]),
                name="shift_cancel_cause_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["organization", "starts_at"], name="shift_by_organization")]

    def __str__(self) -> str:
        return f"shift {self.pk}"


class Capacity(models.TextChoices):
    """As what somebody walks in a shift."""

    PAID = "paid"
    VOLUNTEER = "volunteer"


def new_salt() -> bytes:
    """Make what a member's letter and badge are derived from."""
    return token_bytes(32)


class ShiftMember(TenantModel):
    """Somebody's place in a shift, and their hours in it.

    ``partner`` is the other of a pair, and names this one in turn. ``lead`` is whom the person
    chose to hear from them when they need to leave. ``salt`` makes the tokens of letter and badge,
    of which only the hashes are kept: taking a letter away writes nothing. ``letter_number`` counts
    how often what letters state was changed. ``noted_by`` and ``noted_at`` tell who noted the last
    coming or going and when, as long as it can be taken back.
    """

    shift = models.ForeignKey(
        Shift, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="places")
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    partner = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    travel_minutes = models.PositiveSmallIntegerField(default=0)
    briefing_minutes = models.PositiveSmallIntegerField(default=0)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_out_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(null=True, blank=True)
    salt = models.BinaryField(default=new_salt)
    letter_number = models.PositiveSmallIntegerField(default=0)
    letter_hash = models.CharField(max_length=64, unique=True)
    badge_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("shift", "membership", name="shift_member_once"),
            one_of("capacity", Capacity, "shift_member_capacity_known"),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | ~Q(partner=F("id")),
                name="shift_pair_is_of_two",
            ),
            models.CheckConstraint(
                condition=Q(checked_out_at__isnull=True)
                | Q(checked_out_at__gte=F("checked_in_at")),
                name="shift_member_out_after_in",
            ),
        ]

    def __str__(self) -> str:
        return f"shift member {self.pk}"
