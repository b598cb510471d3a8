"""What scripts and other texts share: they go out only while their gate is open."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from canvass.querysets import GatedTextQuerySet
from turf.tenancy import TenantModel


class MaterialKind(models.TextChoices):
    """What sort of text it is, in the words of the gate."""

    SCRIPT = "script"
    LITERATURE = "literature"
    CARD = "card"
    BRIEFING = "briefing"
    NOTICE = "notice"
    PETITION = "petition"
    CALL_SCRIPT = "call_script"


class Gated(TenantModel):
    """One exact text with a ``kind`` and a ``campaign``; never changed once it is published.

    ``content_hash`` is over all of it, in hexadecimal. ``published_at`` is when its gate was last
    opened, null for a draft; ``withdrawn_at`` is when it was told that it is to be read no more.
    """

    content_hash = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = GatedTextQuerySet.as_manager()

    class Meta:
        abstract = True
