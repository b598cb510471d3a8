"""What each phone still has to hear: one row a document, moved to the end when it changes.

Written by database triggers alone (`canvass.change_log`), in the transaction of whoever changes
what the document tells; numbered when somebody reads.
"""

import uuid

from django.db import models
from django.db.models import Q

from turf.models import Membership
from turf.tenancy import TenantModel, one_of


class Collection(models.TextChoices):
    """What a phone pulls, each by itself."""

    WALK_LISTS = "walk_lists"
    DOOR_STATES = "door_states"
    NOTICES = "notices"
    KNOCKS = "knocks"


class SyncLog(TenantModel):
    """Where an organization's numbering stands; a restored backup begins a new ``epoch``.

    What is numbered up to ``noted_seq`` was so at ``noted_at``, null before anybody noted it.
    """

    epoch = models.UUIDField(default=uuid.uuid4)
    last_seq = models.PositiveBigIntegerField(default=0)
    noted_seq = models.PositiveBigIntegerField(default=0)
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("organization", name="sync_log_once")]

    def __str__(self) -> str:
        return f"sync log {self.pk}"


class Change(TenantModel):
    """The latest change of one document in the scope of one membership.

    ``row`` names the document within its collection. ``revision`` counts its changes; ``seq`` is
    its place in the organization's order, null until a reader numbers what was committed;
    ``counted`` is the revision that the scope's state hash holds, 0 for none. One that
    ``is_deleted`` went out of scope: what a phone has of it must go.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    collection = models.CharField(max_length=20, choices=Collection.choices)
    row = models.CharField(max_length=36)
    is_deleted = models.BooleanField(default=False)
    revision = models.PositiveBigIntegerField(default=1)
    seq = models.PositiveBigIntegerField(null=True, blank=True)
    counted = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("membership", "collection", "row", name="change_once"),
            models.UniqueConstraint("organization", "seq", name="change_seq_once"),
            one_of("collection", Collection, "change_collection_known"),
        ]
        indexes = [
            models.Index(fields=["membership", "collection", "seq"], name="change_by_scope"),
            models.Index(
                fields=["organization", "membership", "collection"],
                condition=Q(seq__isnull=True),
                name="change_not_numbered",
            ),
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"


class ScopeHead(TenantModel):
    """The end of one collection as one membership sees it.

    ``last_seq`` is its highest number, ``state_hash`` (64 hexadecimal digits) the sum over all
    documents in it; see `canvass.sync.state_hash`.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    collection = models.CharField(max_length=20, choices=Collection.choices)
    last_seq = models.PositiveBigIntegerField(default=0)
    state_hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [
            models.UniqueConstraint("membership", "collection", name="scope_head_once"),
            one_of("collection", Collection, "scope_head_collection_known"),
        ]

    def __str__(self) -> str:
        return f"scope head {self.pk}"
