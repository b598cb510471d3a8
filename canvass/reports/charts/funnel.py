"""From doors issued to conversations: what is left at each step."""

from collections.abc import Sequence

from canvass.reports.charts.svg import frame, percent, tag, words

LABEL_PX, PLOT_PX, BAR_PX, GAP_PX, TOP_PX = 190, 380, 30, 16, 62


def funnel(steps: Sequence[tuple[str, int]], *, title: str, description: str) -> str:
    """Draw ``steps``, a label and a count each, the widest first; each says its share of the last.

    All counts are of one unit, or the shares would be of apples in pears.
    """
    most = max(1, steps[0][1])
    left = LABEL_PX + 14
    body = [words(title, 12, 24), words(description, 12, 42, "chart-soft chart-small")]
    before: int | None = None
    for number, (label, count) in enumerate(steps):
        y = TOP_PX + number * (BAR_PX + GAP_PX)
        width = PLOT_PX * count / most
        share = f", {percent(count / before)} of those above" if before else ""
        body += [
            words(label, LABEL_PX, y + BAR_PX / 2 + 5, "chart-end"),
            tag("rect", x=left, y=y, width=PLOT_PX, height=BAR_PX, class_="chart-none", rx=3),
            tag("rect", x=left, y=y, width=width, height=BAR_PX, class_="chart-mark", rx=3),
            words(f"{count:,}{share}", left + PLOT_PX + 12, y + BAR_PX / 2 + 5, "chart-small"),
        ]
        before = count
    height = TOP_PX + len(steps) * (BAR_PX + GAP_PX) + 6
    return frame("funnel", title, description, (left + PLOT_PX + 190, height), *body)
