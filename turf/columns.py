"""Cells in columns, for a terminal."""

from collections.abc import Sequence, Set


def aligned(lines: Sequence[Sequence[str]], *, left: Set[int]) -> list[str]:
    """Set cells in columns: those of ``left`` to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
