"""What makes two knocks the same: a hash over what they mean, not over how they came."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from canvass.sync.knock_in import ADDED_LATER, KnockIn
from canvass.sync.knock_wire import wire_knock
from canvass.sync.storable import meaningful, storable


def content_hash(knock: KnockIn) -> str:
    """Hash the fields that mean something, as 64 hexadecimal digits.

    Left out are unknown fields, and with them all that belongs to transport (``_deleted``,
    ``sync_state``, ``sync_error``, the client's schema): an app upgrade turns no resend into a
    rewrite. So is a later field that says nothing, as apps write which do not know it. Moments are
    compared, not the zones they are written in.
    """
    meaning = replace(
        knock,
        unknown={},
        knocked_at=knock.knocked_at.astimezone(UTC),
        come_back_at=_in_utc(knock.come_back_at),
    )
    document = wire_knock(meaning)
    silent = {name for name, value in ADDED_LATER.items() if document[name] == value}
    return _hash({name: value for name, value in document.items() if name not in silent})


def document_hash(document: object) -> str:
    """Hash a document that could not be read as a knock, without what belongs to transport."""
    return _hash(storable(meaningful(document) if isinstance(document, Mapping) else document))


def _hash(value: object) -> str:
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(canonical.encode("ascii")).hexdigest()


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
