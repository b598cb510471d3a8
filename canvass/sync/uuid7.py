"""Identifiers made where the tap happens: UUID version 7, sortable by the time they carry."""

from uuid import UUID

RANDOM_BYTES = 10
"""How much randomness one identifier takes; 74 of the 80 bits are used."""


def make_uuid7(unix_ms: int, randomness: bytes) -> UUID:
    """Make the UUIDv7 of a moment from given randomness.

    ``unix_ms`` counts milliseconds since 1970. Raises ValueError when it needs more than 48 bits or
    ``randomness`` is not `RANDOM_BYTES` long. RFC 9562, section 5.7.
    """
    if not 0 <= unix_ms < 1 << 48:
        raise ValueError(f"unix_ms must fit 48 bits, not {unix_ms}")
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"randomness must be {RANDOM_BYTES} bytes, not {len(randomness)}")
    bits = int.from_bytes(randomness)
    rand_a, rand_b = bits >> 62 & 0xFFF, bits & ((1 << 62) - 1)
    return UUID(int=unix_ms << 80 | 0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b)


def unix_ms_of(uuid: UUID) -> int:
    """Read the milliseconds since 1970 a UUIDv7 carries; raises ValueError for any other UUID."""
    if not is_uuid7(uuid):
        raise ValueError(f"{uuid} is no UUID version 7")
    return uuid.int >> 80


def is_uuid7(uuid: UUID) -> bool:
    """Tell whether version and variant are those of RFC 9562's version 7."""
    return uuid.version == 7
