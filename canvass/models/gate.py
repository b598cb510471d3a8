"""The gate: who decided about which exact content, and since when it is closed again."""

from typing import Any, ClassVar, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from canvass.models.gated import MaterialKind
from canvass.models.material import Material
from canvass.models.script import ScriptVersion
from turf.models import Campaign
from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel, one_of

GatedText = ScriptVersion | Material
"""What a decision is about."""


class GateDecision(models.TextChoices):
    """What was decided."""

    APPROVED = "approved"
    REJECTED = "rejected"


class WhyClosed(models.TextChoices):
    """Why an approval holds no longer."""

    BALLOT_CHANGED = "ballot_changed"
    WITHDRAWN = "withdrawn"
    DECIDED_AGAIN = "decided_again"
    RULES_CHANGED = "rules_changed"


_IS_SCRIPT = Q(kind=MaterialKind.SCRIPT)
_ABOUT_ONE = (_IS_SCRIPT & Q(script_version__isnull=False, material__isnull=True)) | (
    ~_IS_SCRIPT & Q(script_version__isnull=True, material__isnull=False)
)


class GateRecord(TenantModel):
    """One decision about one exact content, changed only when it is judged anew, and by its end.

    It is about a script version, or about material of that ``kind``.
    ``content_hash`` is over what was decided about and ``ballot_hash`` over the people and settings
    it was last judged by, by the rules ``rules_version``. ``findings`` are what the check said when
    it was decided, each with level, code, message, place and excerpt; ``exempted`` the fingerprints
    of approved texts passed over. An approval opens the gate until ``closed_at``.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="gate_records")
    kind = models.CharField(max_length=20, choices=MaterialKind.choices)
    script_version = models.ForeignKey(
        ScriptVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gate_records",
    )
    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, null=True, blank=True, related_name="gate_records"
    )
    content_hash = models.CharField(max_length=64)
    ballot_hash = models.CharField(max_length=64)
    rules_version = models.CharField(max_length=20)
    findings = models.JSONField(default=list)
    exempted = models.JSONField(default=list)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decision = models.CharField(max_length=20, choices=GateDecision.choices)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=20, choices=WhyClosed.choices, blank=True)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("author")),
                name="gate_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["campaign", "content_hash"],
                condition=Q(decision="approved", closed_at__isnull=True),
                name="gate_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(decision="rejected") | ~Q(reason=""),
                name="gate_rejected_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_because="")
                | Q(closed_at__isnull=False) & ~Q(closed_because=""),
                name="gate_closed_for_a_reason",
            ),
            one_of("kind", MaterialKind, "gate_kind_known"),
            models.CheckConstraint(condition=_ABOUT_ONE, name="gate_about_one_text"),
            one_of("decision", GateDecision, "gate_decision_known"),
        ]

    def __str__(self) -> str:
        return f"gate record {self.pk}"

    @property
    def text(self) -> GatedText:
        """What was decided about."""
        return cast(GatedText, self.script_version or self.material)


class FallbackScript(TenantModel):
    """What a phone of the campaign reads once its own script was withdrawn; it names nobody."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="fallback")
    version = models.ForeignKey(ScriptVersion, on_delete=models.PROTECT, related_name="fallback_of")

    def __str__(self) -> str:
        return f"fallback script {self.pk}"
