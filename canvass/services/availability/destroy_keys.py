"""Destroys keys, and with them what they sealed."""

from django.db import models

from canvass.models import AvailabilityKey
from canvass.services.availability.wipe_pages import wipe_pages
from turf.transactions import writing


@writing()
def destroy_keys(*, keys: models.QuerySet[AvailabilityKey]) -> None:
    """Delete each of ``keys`` with its fields; see `wipe_pages` for what a disk keeps of them."""
    wipe_pages()
    for key in keys.select_for_update(of=("self",)).order_by("pk"):
        key.delete()
