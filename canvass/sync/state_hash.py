"""One number for all that a phone should hold of a collection, so that both sides can compare.

The sum of sha256 of "id:revision" over the documents, modulo 2**256: adding one or taking one away
needs no look at the others, and no order is asked.
"""

from collections.abc import Iterable
from hashlib import sha256

_SIZE = 2**256


def document_hash(row: str, revision: int) -> int:
    """Return the share of one document; 0 for revision 0, which stands for no document."""
    if not revision:
        return 0
    return int.from_bytes(sha256(f"{row}:{revision}".encode()).digest())


def moved_hash(state_hash: str, shares: Iterable[int]) -> str:
    """Return ``state_hash`` (64 hexadecimal digits) after adding ``shares``, negative or not."""
    return f"{(int(state_hash, 16) + sum(shares)) % _SIZE:064x}"


def state_hash(documents: Iterable[tuple[str, int]]) -> str:
    """Return the hash of a scope that holds ``documents``, each an id and its revision."""
    return moved_hash("0", (document_hash(row, revision) for row, revision in documents))
