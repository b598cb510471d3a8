"""What people learn before they walk, and who saw that they did."""

from django.db import models

from turf.models import Membership, WalkList
from turf.tenancy import TenantModel, one_of


class Topic(models.TextChoices):
    """What a module is about; ``app_practice`` is done on a practice list."""

    NONPARTISAN = "nonpartisan"
    DOORSTEP = "doorstep"
    SAFETY = "safety"
    APP_PRACTICE = "app_practice"


class TrainingModule(TenantModel):
    """A short course; ``title`` and ``text`` map language to words."""

    topic = models.CharField(max_length=20, choices=Topic.choices)
    number = models.PositiveSmallIntegerField()
    title = models.JSONField()
    text = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization", "topic", "number", name="training_module_number_once"
            ),
            one_of("topic", Topic, "training_topic_known"),
        ]

    def __str__(self) -> str:
        return f"training module {self.pk}"


class SignOff(TenantModel):
    """That somebody else saw a person do a module; it holds no mark and no score."""

    module = models.ForeignKey(
        TrainingModule, on_delete=models.CASCADE, related_name="sign_offs", db_index=False
    )
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="sign_offs")
    signed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("module", "membership", name="sign_off_once")]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"


class RequiredModule(TenantModel):
    """A module that whoever takes a list must have done."""

    walk_list = models.ForeignKey(
        WalkList, on_delete=models.CASCADE, related_name="required_modules", db_index=False
    )
    module = models.ForeignKey(TrainingModule, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("walk_list", "module", name="required_module_once"),
        ]

    def __str__(self) -> str:
        return f"required module {self.pk}"
