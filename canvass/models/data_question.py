"""What a day's entries lead one to ask their person, and what they say to it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from canvass.querysets import QUESTION_KEPT, QUESTION_OWN, DataQuestionQuerySet
from canvass.rates.data_questions.noticed import Pattern
from turf.models import Campaign, Membership
from turf.tenancy import TenantModel

PATTERNS = sorted(one.value for one in Pattern)


class DataQuestion(TenantModel):
    """One question about one person's ``day``, asked once; nothing refers to it, nothing follows.

    ``figures`` and what is made of them are shown to ``membership`` alone. Who leads them sees it
    once it is answered, or from ``opens_at`` on; from ``expires_at`` on it is gone with its answer.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    pattern = models.CharField(max_length=20)
    day = models.DateField()
    figures = models.JSONField()
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = DataQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "membership", "campaign", "day", "pattern", name="data_question_once"
            ),
            models.CheckConstraint(
                condition=Q(pattern__in=PATTERNS), name="data_question_pattern_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="data_question_answered_in_words",
            ),
        ]
        indexes = [models.Index(fields=["organization", "raised_at"], name="data_question_by_age")]

    def __str__(self) -> str:
        return f"data question {self.pk}"

    @property
    def opens_at(self) -> datetime:
        """From when on who leads sees it, answered or not."""
        return self.raised_at + QUESTION_OWN

    @property
    def expires_at(self) -> datetime:
        """From when on nobody sees it."""
        return self.raised_at + QUESTION_KEPT
