"""A report as a workbook: the lines of its CSV, numbers as numbers and words as words."""

import csv
from collections.abc import Iterator
from io import StringIO
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter

from canvass.reports.render import as_csv
from canvass.reports.report import Report

CHUNK = 64 * 1024
_NUMBERS = frozenset({"knocks", "value", "low", "high", "numerator", "denominator"})
_NUMBERS |= {"knocks_received", "knocks_reported"}


def as_workbook(report: Report) -> IO[bytes]:
    """Write ``report`` to a file that is gone once it is closed, read from its beginning."""
    out = TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        # Else it would be the moment of writing, and the same report would not be the same bytes.
        book.set_properties({"created": report.as_of.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("contact rates")
        head: list[str] = []
        for number, line in enumerate(csv.reader(StringIO(as_csv(report)))):
            head = head or line
            for column, cell in enumerate(line):
                is_number = number > 0 and head[column] in _NUMBERS and _is_number(cell)
                if is_number:
                    sheet.write_number(number, column, float(cell))
                else:
                    sheet.write_string(number, column, cell, None if number else bold)
        sheet.freeze_panes(1, 0)
    out.seek(0)
    return out


def workbook_chunks(report: Report) -> Iterator[bytes]:
    """Give the bytes of the workbook; the file is there only while somebody reads.

    Whoever hangs up in the middle closes it with the iterator, and who never starts makes none.
    """
    with as_workbook(report) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
