"""What makes two knocks the same: a hash over what they mean, not over how they came."""

import json
from collections.abc import Mapping
from datetime import UTC
from hashlib import sha256

from canvass.sync.knock_in import ADDED_LATER, KnockIn
from canvass.sync.knock_wire import wire_known
from canvass.sync.storable import meaningful, storable

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(knock: KnockIn) -> str:
    """Hash the fields that mean something, as 64 hexadecimal digits.

    Left out are unknown fields, and with them all that belongs to transport (``_deleted``,
    ``sync_state``, ``sync_error``, the client's schema): an app upgrade turns no resend into a
    rewrite. So is a later field that says nothing, as apps write which do not know it. Moments are
    compared, not the zones they are written in.
    """
    document = wire_known(knock)
    for name in ("knocked_at", "come_back_at"):
        moment = getattr(knock, name)
        document[name] = moment and moment.astimezone(UTC).isoformat()
    for name, silent in ADDED_LATER.items():
        if document[name] == silent:
            del document[name]
    return _hash(document)


def document_hash(document: object) -> str:
    """Hash a document that could not be read as a knock, without what belongs to transport."""
    return _hash(storable(meaningful(document) if isinstance(document, Mapping) else document))


def _hash(value: object) -> str:
    return sha256(_CANONICAL.encode(value).encode("ascii")).hexdigest()
