"""A walk list lent to a canvasser or a pair until it expires."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from canvass.models.material import Material
from canvass.models.script import ScriptVersion
from canvass.querysets import AssignmentQuerySet
from turf.models import Membership, WalkList
from turf.querysets import STANDING_LOANS
from turf.tenancy import TenantModel, one_of


class AssignmentState(models.TextChoices):
    """Where a loan stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DOWNLOADED = "downloaded"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"
    EXPIRED = "expired"
    CLOSED = "closed"


class Assignment(TenantModel):
    """A loan of one list; every hand-out starts as an offer. At most one is live for a list.

    ``literature`` is what is left at the doors of it. ``ended_at`` is when it was given or taken
    back or ran out, null until then. ``is_on_paper`` says that it went out printed, and what
    happens at its doors is entered afterwards.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    walk_list = models.ForeignKey(WalkList, on_delete=models.PROTECT, related_name="assignments")
    script_version = models.ForeignKey(
        ScriptVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    literature = models.ForeignKey(
        Material, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    holders = models.ManyToManyField(
        Membership, through="canvass.AssignmentHolder", related_name="assignments"
    )
    state = models.CharField(
        max_length=20, choices=AssignmentState.choices, default=AssignmentState.OFFERED
    )
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_on_paper = models.BooleanField(default=False)

    objects: ClassVar[Any] = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["walk_list"],
                condition=Q(state__in=list(STANDING_LOANS)),
                name="assignment_live_once_a_list",
            ),
            one_of("state", AssignmentState, "assignment_state_known"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("offered_at")),
                name="assignment_expires_after_offer",
            ),
        ]
        indexes = [models.Index(fields=["organization", "id"], name="assignment_by_organization")]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class AssignmentHolder(TenantModel):
    """Who a list is lent to: one row a person, two for a pair.

    ``accepted_at`` is when this person took it up: each of a pair does so for themselves.
    """

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="holder_rows", db_index=False
    )
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="holder_rows")
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("assignment", "membership", name="assignment_holder_once"),
        ]

    def __str__(self) -> str:
        return f"holder {self.pk}"
