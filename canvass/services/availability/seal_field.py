"""Seals what one person declares, field by field, and opens it again."""

import json
from dataclasses import dataclass
from os import urandom
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from turf.errors import StoopError

KEY_BYTES = 32
NONCE_BYTES = 12
PADDED_BYTES = 4096
"""All fields have one length, so that none tells whether or how much was declared in it."""


class AvailabilityUnreadable(StoopError):
    """What was declared cannot be opened: its key is gone, or it belongs to somebody else."""

    code = "availability_unreadable"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a key or a field is, by ids: sealed data opens for its owner alone."""

    organization: int
    membership: int
    campaign: int

    def bound_to(self, purpose: str) -> bytes:
        """Write what a ciphertext is bound to (AES-GCM's associated data)."""
        return f"{self.organization}:{self.membership}:{self.campaign}:{purpose}".encode()


def make_wrapped_key(*, owner: Owner) -> tuple[bytes, bytes]:
    """Return a new key of ``owner``, and the same wrapped."""
    key = AESGCM.generate_key(KEY_BYTES * 8)
    return key, _encrypt(_wrapping_key(), key, owner.bound_to("key"))


def unwrap_key(*, owner: Owner, wrapped: bytes) -> bytes:
    """Return the key of ``owner``. Raises AvailabilityUnreadable."""
    return _decrypt(_wrapping_key(), wrapped, owner.bound_to("key"))


def seal_field(*, owner: Owner, key: bytes, field: str, value: Any) -> bytes:
    """Return ``value``, anything JSON holds, sealed as ``field`` of ``owner``.

    Raises ValueError where it is longer than all fields are.
    """
    plain = json.dumps(value, separators=(",", ":")).encode()
    if len(plain) > PADDED_BYTES:
        raise ValueError("longer than all fields are")
    return _encrypt(key, plain.ljust(PADDED_BYTES), owner.bound_to(field))


def open_field(*, owner: Owner, key: bytes, field: str, sealed: bytes) -> Any:
    """Return what `seal_field` was given. Raises AvailabilityUnreadable."""
    return json.loads(_decrypt(key, sealed, owner.bound_to(field)))


def _wrapping_key() -> bytes:
    secret = settings.AVAILABILITY_KEY.encode()
    hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"stoop availability keys")
    return hkdf.derive(secret)


def _encrypt(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def _decrypt(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, rest, bound_to)
    except (InvalidTag, ValueError):
        pass
    # Outside of the handler, so that nothing of what was tried is told on.
    raise AvailabilityUnreadable("What was declared cannot be read any more: declare it again")
