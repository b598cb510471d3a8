"""Who stands for what, what they were asked, and whom else no text may take sides about."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from turf.models.campaign import Campaign
from turf.models.organization import Membership
from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel, one_of


class Race(TenantModel):
    """A contest on the ballot.

    ``office_by_language`` is empty where ``office`` does for every language; ``office_aliases`` are
    its other names ("DA"). ``order_seed`` is the recorded seed where the candidates' order is drawn
    by lot, ``answer_limit`` the most characters of an answer.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="races")
    office = models.CharField(max_length=200)
    office_by_language = models.JSONField(default=dict, blank=True)
    office_aliases = models.JSONField(default=list, blank=True)
    order_seed = models.BigIntegerField(null=True, blank=True)
    answer_limit = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "office", name="race_office_once")]

    def __str__(self) -> str:
        return self.office


class BallotStatus(models.TextChoices):
    """Whether a candidate can be voted for."""

    ON_BALLOT = "on_ballot"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Candidate(TenantModel):
    """Somebody who stands in a race; ``ballot_order`` is the neutral order of the ballot.

    ``aliases`` are other names people know them by.
    """

    race = models.ForeignKey(Race, on_delete=models.CASCADE, related_name="candidates")
    name = models.CharField(max_length=200)
    party = models.CharField(max_length=100, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    is_incumbent = models.BooleanField(default=False)
    ballot_status = models.CharField(
        max_length=20, choices=BallotStatus.choices, default=BallotStatus.ON_BALLOT
    )
    ballot_order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("race", "ballot_order", name="candidate_order_once"),
            one_of("ballot_status", BallotStatus, "candidate_status_known"),
        ]

    def __str__(self) -> str:
        return self.name


class RaceQuestion(TenantModel):
    """One question that was asked of all candidates of a race; ``wording`` by language."""

    race = models.ForeignKey(Race, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    wording = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint("race", "number", name="race_question_number_once"),
        ]

    def __str__(self) -> str:
        return f"race question {self.pk}"


class OwnAnswer(TenantModel):
    """What a candidate answered, word for word in one language, and where it can be read.

    An empty ``text`` says that they were asked and did not respond.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(RaceQuestion, on_delete=models.CASCADE, related_name="answers")
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "candidate", "question", "language", name="own_answer_once_a_language"
            ),
            models.CheckConstraint(
                condition=Q(text="") | ~Q(source=""), name="own_answer_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"own answer {self.pk}"


class Party(TenantModel):
    """A party by name and the other words people say for it, in any language."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=100)
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "name", name="party_name_once")]

    def __str__(self) -> str:
        return self.name


class Officeholder(TenantModel):
    """Somebody who holds an office, standing for anything or not."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="officeholders")
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "name", name="officeholder_name_once")]

    def __str__(self) -> str:
        return self.name


class Slogan(TenantModel):
    """Words of a side, which no text may use."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="slogans")
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "text", name="slogan_once")]

    def __str__(self) -> str:
        return self.text


class Disclaimer(TenantModel):
    """A sentence that an organization says word for word, beside those everybody may say.

    It counts from ``approved_at`` on, when somebody else than its proposer approved it.
    """

    text = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "text", name="disclaimer_once"),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(approved_by=F("proposed_by")),
                name="disclaimer_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"disclaimer {self.pk}"
