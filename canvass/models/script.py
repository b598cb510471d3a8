"""What is said and asked at a door."""

from typing import Any, ClassVar

from django.db import models

from canvass.models.gated import Gated, MaterialKind
from turf.models import Campaign
from turf.querysets import CampaignQuerySet
from turf.tenancy import TenantModel, one_of


class Script(TenantModel):
    """A script by name; its text lives in its versions."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="scripts")
    name = models.CharField(max_length=100)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "name", name="script_name_once")]

    def __str__(self) -> str:
        return self.name


class ScriptVersion(Gated):
    """One exact text of a script.

    ``languages`` is a list of codes, ``first`` the key of the first question, ``cards`` a list of
    texts by language shown beside the questions. ``content_hash`` covers the questions as well.
    """

    kind = MaterialKind.SCRIPT

    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    languages = models.JSONField(default=list)
    first = models.CharField(max_length=50, blank=True)
    cards = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint("script", "number", name="script_version_number_once"),
            models.UniqueConstraint("script", "content_hash", name="script_version_text_once"),
        ]

    def __str__(self) -> str:
        return f"script version {self.pk}"

    @property
    def campaign(self) -> Campaign:
        """The campaign whose ballot it is judged by."""
        campaign: Campaign = self.script.campaign
        return campaign


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    TEXT = "text"
    CONTACT_PERMISSION = "contact_permission"
    STATEMENT = "statement"


class QuestionSubject(models.TextChoices):
    """What an answer would tell of the person's leanings."""

    CANDIDATE = "candidate"
    PARTY = "party"
    AGREEMENT = "agreement"


class QuestionStep(models.TextChoices):
    """What a question or statement does for the person at the door."""

    TURNOUT = "turnout"
    LITERATURE = "literature"
    CALL_BACK = "call_back"


class Question(TenantModel):
    """One question of a version.

    ``wording`` maps language to text; ``choices`` is a list of {value, label by language};
    ``next_by_answer`` maps an answer to the next question's key, ``next_key`` is where any other
    answer leads, empty at an end. ``about`` and ``step`` are what the author declares of it.
    """

    version = models.ForeignKey(ScriptVersion, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=50)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=QuestionKind.choices)
    wording = models.JSONField(default=dict)
    choices = models.JSONField(default=list)
    next_by_answer = models.JSONField(default=dict)
    next_key = models.CharField(max_length=50, blank=True)
    is_required = models.BooleanField(default=True)
    about = models.CharField(max_length=20, choices=QuestionSubject.choices, blank=True)
    step = models.CharField(max_length=20, choices=QuestionStep.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("version", "key", name="question_key_once"),
            models.UniqueConstraint("version", "position", name="question_position_once"),
            one_of("kind", QuestionKind, "question_kind_known"),
        ]

    def __str__(self) -> str:
        return self.key
