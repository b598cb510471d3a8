"""Numbers that look drawn by chance but hang on their keys alone, in whatever order they are asked.

A shared generator would give a place other numbers when it is cut beside other places; these are
the same whoever its neighbours in the batch are. Mixing function: splitmix64, Steele et al. 2014.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

STEP = 0x9E3779B97F4A7C15
WORD = 2**64


def key_of(names: Iterable[str]) -> int:
    """Make a key below 2**63 of some names, the same in every process and on every machine."""
    digest = blake2b("\0".join(names).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def mix(key: NDArray[np.uint64], salt: int) -> NDArray[np.uint64]:
    """Make a new key of each of n keys and a whole number."""
    bits = key + np.uint64((salt + 1) * STEP % WORD)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def chance(key: NDArray[np.uint64], salt: int, count: int) -> NDArray[np.float64]:
    """Draw ``count`` numbers from 0 to below 1 for each of n keys, (count, n)."""
    salted = mix(key, salt)
    bits = np.stack([mix(salted, number) for number in range(count)])
    return (bits >> np.uint64(11)).astype(np.float64) * 2.0**-53
