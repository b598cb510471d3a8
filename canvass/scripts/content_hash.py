"""The fingerprint of one exact script text."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def content_hash(content: Mapping[str, Any]) -> str:
    """Hexadecimal SHA-256 over the canonical JSON of ``content``.

    Key order and white space do not matter, every word does. Raises ValueError for NaN.
    """
    canonical = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return sha256(canonical.encode()).hexdigest()
