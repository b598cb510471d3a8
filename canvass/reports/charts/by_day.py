"""Knocks and contacts of each day: how the work goes on."""

from collections.abc import Sequence
from datetime import date

from canvass.reports.charts.svg import frame, tag, words

WIDTH, HEIGHT, LEFT, TOP, FOOT = 720, 300, 56, 84, 250
MOST_LABELS = 10


def day_chart(days: Sequence[tuple[date, int, int]], *, title: str, description: str) -> str:
    """Draw ``days``, each with its knocks and contacts; days between without any stay empty."""
    first, last = days[0][0].toordinal(), days[-1][0].toordinal()
    count = last - first + 1
    step = (WIDTH - LEFT - 16) / count
    most = _round_up(max(knocks for _, knocks, _ in days))
    body = [words(title, 12, 24), words(description, 12, 42, "chart-soft chart-small"), _legend()]
    for part in range(5):
        y = FOOT - (FOOT - TOP) * part / 4
        body.append(tag("line", x1=LEFT, x2=WIDTH - 16, y1=y, y2=y, class_="chart-grid"))
        label = f"{most * part / 4:,.0f}"
        body.append(words(label, LEFT - 8, y + 4, "chart-soft chart-small chart-end"))
    bar = min(step * 0.8, 90)
    every = -(-count // MOST_LABELS)
    for day, knocks, contacts in days:
        number = day.toordinal() - first
        middle = LEFT + step * (number + 0.5)
        said = tag("title", f"{day}: {knocks} knocks, {contacts} contacts")
        for value, class_, width in (
            (knocks, "chart-bar", bar),
            (contacts, "chart-mark", bar * 0.6),
        ):
            height = (FOOT - TOP) * value / most
            box = {"x": middle - width / 2, "y": FOOT - height, "width": width, "height": height}
            body.append(tag("rect", said, class_=class_, **box))
        if number % every == 0:
            label = f"{day:%a} {day.day} {day:%b}"
            body.append(words(label, middle, FOOT + 20, "chart-soft chart-small chart-middle"))
    body.append(tag("line", x1=LEFT, x2=WIDTH - 16, y1=FOOT, y2=FOOT, class_="chart-axis"))
    return frame("by-day", title, description, (WIDTH, HEIGHT), *body)


def _legend() -> str:
    return tag(
        "g",
        tag("rect", x=LEFT, y=54, width=14, height=12, class_="chart-bar"),
        words("knocks", LEFT + 20, 64, "chart-small"),
        tag("rect", x=LEFT + 84, y=54, width=14, height=12, class_="chart-mark"),
        words("contacts among them", LEFT + 104, 64, "chart-small"),
    )


def _round_up(most: int) -> int:
    """Choose the end of the axis: four whole steps that are easy to read."""
    step = 1
    while step * 4 < most:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step * 4
