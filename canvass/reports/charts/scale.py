"""The legend of a scale of shares."""

from canvass.reports.charts.palette import STEPS
from canvass.reports.charts.svg import percent, tag, words

BOX_W, BOX_H = 62, 12


def scale_legend(x: float, y: float, top: float, *, none: str) -> str:
    """Draw the classes from 0 to ``top`` with their bounds, and what has no colour."""
    drawn = [
        tag(
            "rect",
            x=x + BOX_W * step,
            y=y,
            width=BOX_W,
            height=BOX_H,
            class_=f"chart-step-{step}",
        )
        for step in range(STEPS)
    ]
    drawn += [
        words(
            percent(top * step / STEPS),
            x + BOX_W * step,
            y + BOX_H + 15,
            "chart-soft chart-small chart-middle",
        )
        for step in range(STEPS + 1)
    ]
    right = x + BOX_W * STEPS + 26
    drawn.append(tag("rect", x=right, y=y, width=18, height=BOX_H, class_="chart-none"))
    drawn.append(words(none, right + 24, y + 10, "chart-soft chart-small"))
    return tag("g", *drawn)
