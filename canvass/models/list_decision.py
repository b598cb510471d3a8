"""What was decided about a walk list as a whole, and why."""

from django.db import models
from django.db.models import Q

from turf.models import Membership, WalkList
from turf.tenancy import TenantModel, one_of


class DecisionKind(models.TextChoices):
    """What was decided."""

    HELD = "held"
    RELEASED = "released"
    ROLLED_BACK = "rolled_back"
    PUT_BACK = "put_back"


class ListDecision(TenantModel):
    """One decision, never changed; ``state_before`` is the list's state until then."""

    walk_list = models.ForeignKey(WalkList, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    reason = models.CharField(max_length=500)
    state_before = models.CharField(max_length=20)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", DecisionKind, "list_decision_kind_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="list_decision_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"list decision {self.pk}"
