"""What a director changed about the turfs of a cut, kept so that it can be taken back."""

from django.db import models
from django.db.models import Q

from turf.models.cut import Cut
from turf.models.organization import User
from turf.tenancy import TenantModel, one_of


class EditKind(models.TextChoices):
    """What was done."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE_DOORS = "move_doors"
    REDRAW = "redraw"
    LOCK = "lock"
    UNLOCK = "unlock"
    RECUT = "recut"


class TurfEdit(TenantModel):
    """The ``number``-th edit of a cut, from 1.

    ``before`` and ``after`` hold under ``turfs`` the turfs that were replaced and those that took
    their place: ``id``, ``name``, ``is_locked``. ``stops`` holds for the id of each of them, as a
    string, its list of (id, door, position, street, side): much for a whole city, and wanted for
    undoing alone. ``before`` has under ``score`` the cut's score until then, which undoing puts
    back as it was; in the first edit that is the score of the run. It names under
    ``closed_lists`` the walk lists that nobody had been lent and that were closed; ``after`` names
    under ``unassigned`` the doors (id, reason) that lost their turf, and under ``warnings``
    sentences for the director. ``undone_at`` is when it was taken back.
    """

    cut = models.ForeignKey(Cut, on_delete=models.CASCADE, related_name="edits", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EditKind.choices)
    edited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    stops = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("cut", "number", name="turf_edit_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="turf_edit_number_from_one"),
            one_of("kind", EditKind, "turf_edit_kind_known"),
        ]

    def __str__(self) -> str:
        return f"edit {self.number}"
