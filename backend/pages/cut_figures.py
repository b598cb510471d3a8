"""The score of a cut in words and figures for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

from turf.models.cut import Cut, Reason

REASON_WORDS = {
    Reason.NO_STREET: "with no street near",
    Reason.OUTSIDE: "outside every precinct",
    Reason.UNREACHABLE: "not reachable on foot",
    Reason.BAD_POSITION: "without a usable position",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is, its value with its unit, and what it is made of."""

    label: str
    value: str
    note: str = ""


def cut_figures(cut: Cut) -> list[Figure]:
    """Return the figures of ``cut`` that its score holds, most wanted first."""
    return list(_figures(cut.score)) if cut.score else []


def _figures(score: dict[str, Any]) -> Iterator[Figure]:
    doors = score["assigned"] + score["unassigned"]
    yield Figure("Turfs", _number(score["turfs"]))
    yield Figure(
        "Doors in a turf", _number(score["assigned"]), f"of {_number(doors)} doors to be walked"
    )
    yield Figure("Doors in no turf", _number(score["unassigned"]), _reasons(score))
    if not score["turfs"]:
        return
    yield Figure(
        "Doors in one turf",
        f"{_number(score['doors_min'])} to {_number(score['doors_max'])}",
        f"half have {_number(score['doors_median'])} or fewer; "
        f"they vary by {_number(100 * score['doors_cv'])} % of their mean",
    )
    yield Figure("Walking", f"{_number(score['metres_per_door'], 1)} m", "a door, on the streets")
    yield Figure("Time", f"{_number(score['minutes_total'] / 60)} h", "estimated, all turfs")
    yield Figure("Longest way", f"{_number(score['worst_hop_m'])} m", "between two doors in a row")
    if score["crossings"] is not None:
        yield Figure("Major roads crossed", _number(score["crossings"]), "times, all turfs")
    yield Figure(
        "Compactness", _number(score["compactness_mean"], 2), "mean; 1 is a circle, 0 a thread"
    )


def _reasons(score: dict[str, Any]) -> str:
    return ", ".join(
        f"{_number(count)} {REASON_WORDS[Reason(reason)]}"
        for reason, count in score["unassigned_by_reason"].items()
    )


def _number(value: float, decimals: int = 0) -> str:
    return number_format(round(value, decimals), decimals, use_l10n=True, force_grouping=True)
