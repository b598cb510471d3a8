"""A share for each hour of each weekday: when somebody is home."""

from calendar import day_abbr
from collections.abc import Mapping

from canvass.rates.rate import Rate
from canvass.reports.charts.palette import ink_on, scale_top, step_of
from canvass.reports.charts.scale import scale_legend
from canvass.reports.charts.svg import frame, percent, tag, words

CELL_W, CELL_H, LEFT, TOP = 66, 40, 60, 78
FEW = 10
"""Of fewer attempts the cell is drawn without a colour: its share says next to nothing."""


def heat_map(rates: Mapping[tuple[int, int], Rate], *, title: str, description: str) -> str:
    """Draw ``rates`` by (hour, ISO weekday); hours and days without any are left empty."""
    hours = range(min(hour for hour, _ in rates), max(hour for hour, _ in rates) + 1)
    known = [
        rate.value for rate in rates.values() if rate.value is not None and rate.denominator >= FEW
    ]
    top = scale_top(known)
    body = [words(title, 12, 24), words(description, 12, 42, "chart-soft chart-small")]
    for day in range(1, 8):
        x = LEFT + CELL_W * (day - 0.5)
        body.append(words(str(day_abbr[day - 1]), x, TOP - 8, "chart-middle"))
    for row, hour in enumerate(hours):
        y = TOP + CELL_H * row
        body.append(words(f"{hour:02}:00", LEFT - 8, y + CELL_H / 2 + 4, "chart-end"))
        for day in range(1, 8):
            rate = rates.get((hour, day))
            if rate is not None and rate.value is not None:
                body.append(_cell(rate, LEFT + CELL_W * (day - 1), y, top))
    foot = TOP + CELL_H * len(hours)
    body.append(scale_legend(LEFT, foot + 16, top, none=f"under {FEW} attempts"))
    size = (LEFT + CELL_W * 7 + 12, foot + 66)
    return frame("heat-map", title, description, size, *body)


def _cell(rate: Rate, x: float, y: float, top: float) -> str:
    share = rate.value or 0.0
    is_few = rate.denominator < FEW
    step = step_of(share, top)
    ink = "" if is_few else ink_on(step)
    box = tag(
        "rect",
        x=x + 1,
        y=y + 1,
        width=CELL_W - 2,
        height=CELL_H - 2,
        rx=3,
        class_="chart-none" if is_few else f"chart-step-{step}",
    )
    middle = x + CELL_W / 2
    return tag(
        "g",
        box,
        words(percent(share), middle, y + 18, f"chart-middle {ink}".strip()),
        words(
            f"of {rate.denominator:.0f}", middle, y + 32, f"chart-middle chart-small {ink}".strip()
        ),
    )
