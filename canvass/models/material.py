"""What a voter or canvasser reads that is no script: literature, cards, briefings, petitions."""

from django.db import models

from canvass.models.gated import Gated, MaterialKind
from turf.models import Campaign

WRITTEN = {
    kind.value: kind.label
    for kind in MaterialKind
    if kind not in (MaterialKind.SCRIPT, MaterialKind.NOTICE)
}
"""Scripts are kept in versions, notices with whom they are for."""


class Material(Gated):
    """One exact text of a piece of material; ``texts`` maps language to text."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=20, choices=WRITTEN)
    title = models.CharField(max_length=100)
    texts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint("campaign", "content_hash", name="material_text_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(WRITTEN)), name="material_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["organization", "id"], name="material_by_organization")]

    def __str__(self) -> str:
        return f"material {self.pk}"
