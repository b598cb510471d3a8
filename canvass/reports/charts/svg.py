"""Writes SVG: elements, text that is escaped, and the frame that every chart has."""

from html import escape

from canvass.reports.charts.palette import STYLE

FONT_PX = 13
"""Size of the words; a line of them is some 7.2 px a letter."""

LETTER_PX = 7.2


def tag(name: str, *inside: str, **attributes: object) -> str:
    """Write one element; a trailing underscore keeps off Python's words, others become hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>"


def words(text: str, x: float, y: float, class_: str = "", **attributes: object) -> str:
    """Write ``text`` with its foot at (x, y)."""
    return tag("text", escape(text), x=x, y=y, class_=f"chart-words {class_}".strip(), **attributes)


def shortened(text: str, width_px: float) -> str:
    """Cut ``text`` to what fits into ``width_px``, with dots where something is missing."""
    most = max(1, int(width_px / LETTER_PX))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def frame(name: str, title: str, description: str, size: tuple[float, float], *body: str) -> str:
    """Put ``body`` into a chart that says what it is: to eyes, and to who listens.

    ``name`` keeps the ids of several charts on one page apart.
    """
    width, height = size
    return tag(
        "svg",
        tag("title", escape(title), id=f"{name}-title"),
        tag("desc", escape(description), id=f"{name}-desc"),
        tag("rect", x=0, y=0, width=width, height=height, class_="chart-paper"),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        role="img",
        class_="chart",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def standalone(chart: str) -> str:
    """Give a chart its style, for where no page has it; a page's rules allow none inside."""
    return chart.replace("</desc>", f"</desc>{tag('style', STYLE)}", 1)


def percent(share: float) -> str:
    """Write a share as a whole number of percent."""
    return f"{100 * share:.0f} %"


def _plain(value: object) -> str:
    """Write numbers as short as they can be read."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
