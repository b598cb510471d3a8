"""What somebody has to know at once, about a list they hold or a phone that is theirs."""

from django.db import models

from turf.models import Door, Membership, Person, WalkList
from turf.tenancy import TenantModel, one_of


class NoticeKind(models.TextChoices):
    """What happened."""

    DO_NOT_KNOCK = "do_not_knock"
    MOVED = "moved"
    DECEASED = "deceased"
    SCRIPT_WITHDRAWN = "script_withdrawn"
    LITERATURE_WITHDRAWN = "literature_withdrawn"
    TAKEN_BACK = "taken_back"
    MESSAGE = "message"
    PHONE_ENROLLED = "phone_enrolled"
    PASSWORD_CHOSEN = "password_chosen"  # noqa: S105 (a word, no secret)


class Notice(TenantModel):
    """One notice to one person.

    Those about doors, people and texts are written and taken away by the database itself
    (`canvass.change_log`), for whoever holds a list they stand on. ``subject`` says what it is
    about, so that one thing is told once a list: ``door:ID``, ``person:ID``, ``script:ID``,
    ``literature:ID``, ``list:ID``, ``device:ID``, ``code:ID``; for a message ``leave:ID`` where
    somebody needed to leave, else it is empty.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    subject = models.CharField(max_length=50, blank=True)
    walk_list = models.ForeignKey(
        WalkList, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    door = models.ForeignKey(
        Door, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "membership", "walk_list", "kind", "subject", name="notice_once_a_list"
            ),
            one_of("kind", NoticeKind, "notice_kind_known"),
        ]
        indexes = [models.Index(fields=["organization", "id"], name="notice_by_organization")]

    def __str__(self) -> str:
        return f"notice {self.pk}"
