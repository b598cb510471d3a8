"""Tokens of letters and badges: worked out anew for their owner, kept only as hashes."""

from base64 import b32encode
from hashlib import sha256

from django.utils.crypto import salted_hmac

LETTER, BADGE = "letter", "badge"

_BYTES = 16


def token_of(salt: bytes, purpose: str) -> str:
    """Return the token that ``salt`` makes for ``purpose``: 26 letters and digits.

    Without the settings' secret nobody makes it of the salt, so a copy of the database holds none.
    """
    mac = salted_hmac(f"stoop shift {purpose}", salt.hex(), algorithm="sha256")
    return b32encode(mac.digest()[:_BYTES]).decode().rstrip("=").lower()


def letter_token(salt: bytes, number: int) -> str:
    """Return the token of the letter as it reads after ``number`` changes of what it states."""
    return token_of(salt, f"{LETTER} {number}" if number else LETTER)


def hash_of(token: str) -> str:
    """Return what is kept of ``token``, 64 hexadecimal digits."""
    return sha256(token.encode()).hexdigest()
