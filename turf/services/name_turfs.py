"""Names turfs, each once among the live ones of a cut."""

import re
from collections.abc import Collection, Sequence
from itertools import count

LONGEST = 60


def name_turfs(codes: Sequence[Sequence[str]], *, taken: Collection[str] = ()) -> list[str]:
    """Name each turf after its precincts' codes: ``7-1-01``, or ``7-1+2-01`` if it lies in three.

    Numbers run on within a precinct and skip what is ``taken``.
    """
    prefixes = [of[0] + (f"+{len(of) - 1}" if len(of) > 1 else "") for of in codes]
    return _numbered(prefixes, taken, "{}-{:02d}")


def name_parts(name: str, parts: int, *, taken: Collection[str] = ()) -> list[str]:
    """Name the parts of a turf: ``7-1-01.1``, ``7-1-01.2`` …; parts of parts count on."""
    whole = re.sub(r"\.\d+$", "", name)
    return _numbered([whole] * parts, taken, "{}.{}")


def _numbered(prefixes: Sequence[str], taken: Collection[str], form: str) -> list[str]:
    used = set(taken)
    numbers = {prefix: count(1) for prefix in prefixes}
    names = []
    for prefix in prefixes:
        # A name near the limit gives up its end, not the number that tells it apart.
        free = (form.format(prefix[: LONGEST - 8], number) for number in numbers[prefix])
        names.append(next(name for name in free if name not in used))
        used.add(names[-1])
    return names
