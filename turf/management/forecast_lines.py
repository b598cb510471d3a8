"""A forecast as a table for a terminal and as values that JSON can carry."""

from typing import Any

from turf.columns import aligned
from turf.cutting.forecast import Estimate, Forecast

HEAD = ["precinct", "doors", "turfs", "minutes a turf", "minutes", "unassigned"]


def as_lines(forecast: Forecast) -> list[str]:
    """Draw a line for each precinct, or each lot of packed ones, and the total."""
    rows = [[_label(group.codes), *_figures(group)] for group in forecast.groups]
    lines = aligned([HEAD, *rows, ["total", *_figures(forecast.total)]], left={0, 5})
    if any(len(group.codes) > 1 for group in forecast.groups):
        lines += ["", "7-2+3 are precinct 7-2 and three packed with it; --json names them all."]
    return [
        *lines,
        "",
        "Minutes are estimated from above: the cut shortens the walks. Nothing was stored.",
    ]


def as_document(forecast: Forecast) -> dict[str, Any]:
    """Give the total under the names that a cut's score has, and each precinct alike."""
    return {
        **_document(forecast.total),
        "groups": [
            {"precincts": list(group.codes), **_document(group)} for group in forecast.groups
        ],
        "warnings": list(forecast.warnings),
    }


def _label(codes: tuple[str, ...]) -> str:
    return codes[0] + (f"+{len(codes) - 1}" if len(codes) > 1 else "")


def _figures(estimate: Estimate) -> list[str]:
    minutes = estimate.minutes_a_turf
    return [
        str(estimate.assigned),
        str(estimate.turfs),
        "-" if minutes is None else f"{minutes:.0f}",
        f"{estimate.minutes_total:.0f}",
        _unassigned(estimate),
    ]


def _unassigned(estimate: Estimate) -> str:
    reasons = estimate.unassigned_by_reason.items()
    return ", ".join(f"{count} {reason}" for reason, count in reasons) or "-"


def _document(estimate: Estimate) -> dict[str, Any]:
    return {
        "turfs": estimate.turfs,
        "assigned": estimate.assigned,
        "unassigned": estimate.unassigned,
        "unassigned_by_reason": estimate.unassigned_by_reason,
        "minutes_total": estimate.minutes_total,
        "minutes_a_turf": estimate.minutes_a_turf,
    }
