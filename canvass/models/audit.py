"""Who saw, took out and changed what: a chain to which rows are only ever added."""

from django.db import models

from turf.tenancy import TenantModel, one_of


class AuditKind(models.TextChoices):
    """What was done."""

    LIST_VIEWED = "list_viewed"
    TURF_VIEWED = "turf_viewed"
    ITEM_VIEWED = "item_viewed"
    EXPORTED = "exported"
    EXPORT_REFUSED = "export_refused"
    ORGANIZATION_SET = "organization_set"
    MEMBER_INVITED = "member_invited"
    ROLE_CHANGED = "role_changed"
    PASSWORD_SET = "password_set"  # noqa: S105 (a word, no secret)
    MEMBER_ENDED = "member_ended"
    CODE_MADE = "code_made"
    CODE_REVOKED = "code_revoked"
    DEVICE_ENROLLED = "device_enrolled"
    DEVICE_REVOKED = "device_revoked"
    DEVICE_WIPE_ASKED = "device_wipe_asked"
    DEVICE_WIPED = "device_wiped"
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 (a word, no secret)
    PERSON_ERASED = "person_erased"
    GATE_DECIDED = "gate_decided"
    GATE_CLOSED = "gate_closed"
    DISCLAIMER_APPROVED = "disclaimer_approved"
    UNIVERSE_OPENED = "universe_opened"
    FALLBACK_SET = "fallback_set"
    BALLOT_CHANGED = "ballot_changed"


class AuditEntry(TenantModel):
    """One deed: ids, counts, hashes and words of ours in ``facts``, and never content.

    ``actor`` is the membership's id, null where the command line did it; it is no foreign key, for
    an entry outlives whom it names. ``hash`` covers every other field and ``previous_hash``, the
    hash of the entry before. Triggers (`canvass.audit_log`) refuse to change or remove a row.
    """

    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.PositiveBigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=AuditKind.choices)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "seq", name="audit_seq_once"),
            one_of("kind", AuditKind, "audit_kind_known"),
        ]

    def __str__(self) -> str:
        return f"audit entry {self.seq}"
