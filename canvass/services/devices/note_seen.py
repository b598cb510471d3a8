"""Takes note that a phone was heard from."""

import logging
from datetime import datetime, timedelta

from django.db import OperationalError
from django.db.models import Q

from canvass.models import DeviceToken
from turf.transactions import writing

EVERY = timedelta(minutes=1)
"""Phones ask all the time; who was seen within the minute is not written down again."""

log = logging.getLogger("stoop.sync")


def note_seen(*, token: DeviceToken, at: datetime) -> None:
    """Keep that ``token`` was used at ``at``; what it was used for goes on though this fails."""
    is_known = token.last_seen_at is not None and token.last_seen_at > at - EVERY
    if is_known:
        return
    long_ago = Q(last_seen_at=None) | Q(last_seen_at__lte=at - EVERY)
    try:
        with writing():
            DeviceToken.objects.filter(long_ago, pk=token.pk).update(last_seen_at=at)
    except OperationalError as busy:
        log.warning("a phone was seen, and it could not be kept: %s", type(busy).__name__)
