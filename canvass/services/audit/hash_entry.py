"""Works out the hash that links one entry of the audit to the one before."""

import json
from datetime import UTC
from hashlib import sha256

from canvass.models import AuditEntry

FIRST = "0" * 64
"""What the first entry of an organization follows."""


def hash_entry(*, entry: AuditEntry) -> str:
    """Return the SHA-256 (hexadecimal) of all that ``entry`` says and of the entry before it.

    Hashed is a JSON array with sorted keys and no spaces; the time is in UTC to the microsecond.
    """
    told = [
        entry.organization_id,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.kind,
        entry.subject_type,
        entry.subject_id,
        entry.facts,
        entry.previous_hash,
    ]
    return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
