"""What makes two knocks the same: a hash over what they mean, not over how they came."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from canvass.sync.knock_wire import KnockIn, wire_knock


def content_hash(knock: KnockIn) -> str:
    """Hash the fields that mean something, as 64 hexadecimal digits.

    Left out are unknown fields, and with them all that belongs to transport (``_deleted``,
    ``sync_state``, ``sync_error``, the client's schema): an app upgrade turns no resend into a
    rewrite. Moments are compared, not the zones they are written in.
    """
    meaning = replace(
        knock,
        unknown={},
        knocked_at=knock.knocked_at.astimezone(UTC),
        come_back_at=_in_utc(knock.come_back_at),
    )
    canonical = json.dumps(
        wire_knock(meaning), sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return sha256(canonical.encode("ascii")).hexdigest()


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
