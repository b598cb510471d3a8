"""A share for each row with its interval: how much the rows differ, and how little is known."""

from collections.abc import Sequence
from html import escape

from canvass.rates.rate import Rate
from canvass.reports.charts.svg import LETTER_PX, frame, percent, shortened, tag, words

LINE_PX, MOST_LABEL_PX, PLOT_PX, PARTS_PX, TOP_PX = 24, 190, 400, 110, 66
LEAST_LABEL_PX = 70


def interval_chart(
    rows: Sequence[tuple[str, Rate]], total: Rate, *, title: str, description: str
) -> str:
    """Draw each of ``rows``, a label and its rate, beside a line where the ``total`` stands.

    Rows keep their order: this is no ranking. One without a value has no mark.
    """
    height = TOP_PX + LINE_PX * len(rows) + 34
    longest = LETTER_PX * max((len(label) for label, _ in rows), default=0)
    left = min(MOST_LABEL_PX, max(LEAST_LABEL_PX, longest)) + 26
    foot = TOP_PX + LINE_PX * len(rows)
    body = [words(title, 12, 24), words(description, 12, 42, "chart-soft chart-small")]
    for tenth in range(0, 11, 2):
        x = left + PLOT_PX * tenth / 10
        body.append(tag("line", x1=x, x2=x, y1=TOP_PX, y2=foot, class_="chart-grid"))
        label = percent(tenth / 10)
        body.append(words(label, x, foot + 18, "chart-soft chart-small chart-middle"))
    if total.value is not None:
        x = left + PLOT_PX * total.value
        line = tag(
            "line", x1=x, x2=x, y1=TOP_PX, y2=foot, class_="chart-axis", stroke_dasharray="5 4"
        )
        body += [line]
    for number, (label, rate) in enumerate(rows):
        body.append(_row(label, rate, left, TOP_PX + LINE_PX * (number + 0.5)))
    if total.value is not None:
        says = f"dashed: all together, {percent(total.value)}"
        body.append(
            words(says, left + PLOT_PX + PARTS_PX, TOP_PX - 4, "chart-soft chart-small chart-end")
        )
    width = left + PLOT_PX + PARTS_PX + 12
    return frame("intervals", title, description, (width, height), *body)


def _row(label: str, rate: Rate, left: float, y: float) -> str:
    parts = f"{rate.numerator:.0f} of {rate.denominator:.0f}"
    drawn = [
        words(shortened(label, MOST_LABEL_PX), left - 14, y + 4, "chart-end"),
        words(parts, left + PLOT_PX + PARTS_PX, y + 4, "chart-soft chart-small chart-end"),
    ]
    if rate.value is not None and rate.interval is not None:
        low, high = (left + PLOT_PX * end for end in (rate.interval.low, rate.interval.high))
        said = f"{label}: {percent(rate.value)}, {parts}"
        drawn.append(tag("line", x1=low, x2=high, y1=y, y2=y, class_="chart-line"))
        drawn += [
            tag("line", x1=end, x2=end, y1=y - 4, y2=y + 4, class_="chart-line")
            for end in (low, high)
        ]
        mark = tag("title", escape(said))
        at = left + PLOT_PX * rate.value
        drawn.append(tag("circle", mark, cx=at, cy=y, r=5, class_="chart-mark"))
    return tag("g", *drawn)
