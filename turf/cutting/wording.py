"""Lists in sentences for the director, short however much there is to list."""

from collections.abc import Sequence

MOST_NAMED = 10


def some_of(names: Sequence[str]) -> str:
    """Join the first `MOST_NAMED` names and say how many more there are."""
    left = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f", and {left} more" if left > 0 else "")


def counted(count: int, noun: str) -> str:
    """Write "1 area", "2 areas"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
