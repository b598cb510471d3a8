"""The colours of charts: told apart by everybody, in light, in dark and on paper.

Shares go from pale to dark in one line of lightness, blue to yellow turned round (Cividis: Nuñez,
Anderton and Renslow, PLOS ONE 13, 2018), so they order alike for every kind of sight and in grey.
Colours are classes, never attributes: a page in the dark changes them, and so does print.
"""

from pathlib import Path

STEPS = 5
"""Classes of a scale, from 0."""

STYLE = (Path(__file__).parent / "chart.css").read_text(encoding="utf-8")


def scale_top(shares: list[float]) -> float:
    """Choose the end of a scale: the next tenth above the greatest share, at least a tenth."""
    greatest = max(shares, default=0.0)
    return min(1.0, max(0.1, -(-round(greatest * 1000) // 100) / 10))


def step_of(share: float, top: float) -> int:
    """Give the class of ``share`` on a scale from 0 to ``top``."""
    return min(STEPS - 1, int(share / top * STEPS))


def ink_on(step: int) -> str:
    """Name the class of words that can be read on a class of the scale."""
    return "chart-on-dark" if step >= 3 else "chart-on-pale"
