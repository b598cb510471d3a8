"""A share for each precinct on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians
from typing import Any

import shapely

from canvass.rates.rate import Rate
from canvass.reports.charts.palette import ink_on, scale_top, step_of
from canvass.reports.charts.scale import scale_legend
from canvass.reports.charts.svg import frame, percent, tag, words

WIDTH, SIDE, TOP, MOST_HEIGHT = 720, 12, 60, 620
FEW = 10
ROOM_FOR_WORDS_PX = 34
"""A precinct that is narrower gets no words; whoever points at it is told."""


@dataclass(frozen=True, slots=True)
class Area:
    """A precinct: its code, its shape in degrees, and its rate, None where there are no knocks."""

    code: str
    shape: Any
    rate: Rate | None


def precinct_map(areas: Sequence[Area], *, title: str, description: str) -> str:
    """Draw ``areas`` coloured by their rates; those of few attempts without a colour."""
    west, south, east, north = shapely.total_bounds([area.shape for area in areas])
    # A degree of longitude is shorter than one of latitude by the cosine of where one is.
    squeeze = cos(radians((south + north) / 2))
    across, up = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    px = min((WIDTH - 2 * SIDE) / across, MOST_HEIGHT / up)
    left = SIDE + (WIDTH - 2 * SIDE - across * px) / 2

    def place(xy: Any) -> Any:
        xy[:, 0] = left + (xy[:, 0] - west) * squeeze * px
        xy[:, 1] = TOP + (north - xy[:, 1]) * px
        return xy

    rates = [area.rate for area in areas if area.rate and area.rate.denominator >= FEW]
    top = scale_top([rate.value or 0.0 for rate in rates])
    placed = [(area, shapely.transform(area.shape, place)) for area in areas]
    body = [words(title, 12, 24), words(description, 12, 42, "chart-soft chart-small")]
    body += [_area(area, shape, top) for area, shape in placed]
    body += [_name(area, shape, top) for area, shape in placed]
    foot = TOP + up * px
    body.append(scale_legend(SIDE + 24, foot + 18, top, none=f"under {FEW} attempts, or none"))
    return frame("precincts", title, description, (WIDTH, foot + 64), *body)


def _is_told(area: Area) -> bool:
    return area.rate is not None and area.rate.denominator >= FEW


def _area(area: Area, shape: Any, top: float) -> str:
    step = step_of((area.rate.value or 0.0) if area.rate else 0.0, top)
    class_ = f"chart-edge chart-step-{step}" if _is_told(area) else "chart-none"
    said = tag("title", escape(_said(area)))
    return tag("path", said, d=_path(shape), class_=class_, fill_rule="evenodd")


def _name(area: Area, shape: Any, top: float) -> str:
    """Write the code with the share and its n where there is room for them."""
    west, south, east, north = shape.bounds
    if min(east - west, north - south) < ROOM_FOR_WORDS_PX:
        return ""
    middle = shapely.point_on_surface(shape)
    step = step_of((area.rate.value or 0.0) if area.rate else 0.0, top)
    ink = ink_on(step) if _is_told(area) else ""
    lines = [words(area.code, middle.x, middle.y - 3, f"chart-middle chart-small {ink}".strip())]
    if area.rate and area.rate.denominator:
        share = f"{percent(area.rate.value or 0.0)} of {area.rate.denominator:.0f}"
        lines.append(
            words(share, middle.x, middle.y + 11, f"chart-middle chart-small {ink}".strip())
        )
    return "".join(lines)


def _said(area: Area) -> str:
    if area.rate is None or area.rate.value is None:
        return f"{area.code}: no attempts"
    rate = area.rate
    return (
        f"{area.code}: {percent(rate.value or 0.0)}, {rate.numerator:.0f} of {rate.denominator:.0f}"
    )


def _path(shape: Any) -> str:
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring)) + "Z"
        for ring in rings
    )
