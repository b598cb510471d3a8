"""Reads a report's own CSV back into its table."""

import csv
from dataclasses import dataclass
from io import StringIO

from canvass.reports.render import CSV_COLUMNS
from turf.errors import StoopError


class NotOurCsv(StoopError):
    """A file is not a report's CSV."""

    code = "not_our_csv"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table: which line it stands in, and what it is made of."""

    row: str
    knocks: int
    rate: str
    value: float | None
    numerator: float
    denominator: float
    unit: str
    rule: str


def read_back(text: str) -> list[Figure]:
    """Read every figure of ``text``, in its order; withheld lines have none. Raises NotOurCsv."""
    reader = csv.DictReader(StringIO(text))
    if tuple(reader.fieldnames or ()) != CSV_COLUMNS:
        raise NotOurCsv(f"The columns of a report are {', '.join(CSV_COLUMNS)}.")
    return [
        Figure(
            row=_plain(line["row"]),
            knocks=int(line["knocks"]),
            rate=line["rate"],
            value=float(line["value"]) if line["value"] else None,
            numerator=float(line["numerator"]),
            denominator=float(line["denominator"]),
            unit=line["unit"],
            rule=line["rule"],
        )
        for line in reader
        if line["knocks"] != "withheld"
    ]


def _plain(text: str) -> str:
    """Take the apostrophe off again that keeps a spreadsheet from running what follows."""
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@\t\r\n") else text
