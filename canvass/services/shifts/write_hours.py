"""Writes hours as a table."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from io import StringIO
from typing import Any

from canvass.services.shifts.read_hours import Hours
from turf.neutralise import neutralise


def write_hours(*, hours: Iterable[Hours]) -> str:
    """Write ``hours`` as CSV with a header; names run in no spreadsheet."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(Hours)])
    for one in hours:
        writer.writerow([_cell(value) for value in asdict(one).values()])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return neutralise(value) if isinstance(value, str) else value
