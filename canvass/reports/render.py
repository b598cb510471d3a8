"""A report as a table for a terminal, as CSV and as JSON: the same figures each time."""

import csv
import json
from dataclasses import asdict
from datetime import date
from io import StringIO
from typing import Any

from canvass.rates.aapor import Cases
from canvass.rates.rate import Rate
from canvass.reports.breakdown import joined
from canvass.reports.report import Report, Row
from turf.columns import aligned
from turf.neutralise import neutralise

_TITLES = {
    "attempt_rate": "attempted",
    "contact_rate_knock": "by knock",
    "contact_rate_door": "by door",
    "contact_rate_reached": "reached",
    "contact_rate_person": "by person",
    "conversation_rate": "conversation",
}

_MADE_OF = "What the rates of the total are made of, with 95 % intervals, Wilson's unless by walk:"
_CASES = "AAPOR outcome rates, one outcome for each case of the campaign over all rounds:"

EVERY_ROW = slice(None)

CSV_COLUMNS = (
    *("campaign", "by", "row", "knocks"),
    *("rate", "value", "low", "high", "numerator", "denominator", "unit", "rule"),
    *("as_of", "knocks_received", "knocks_reported"),
)


def as_table(report: Report) -> str:
    """Draw the report for a terminal: a line each with its rates, the rules below."""
    by = f" by {joined(report.by)}" if report.by else ""
    lines = [
        f"Contact rates of {report.campaign}{by}, as of {report.as_of:%Y-%m-%d %H:%M} UTC",
        _completeness_sentence(report),
        "",
    ]
    if report.total.counts.knocks:
        head = [joined(report.by), "knocks", *(_TITLES[rate.name] for rate in report.total.rates)]
        cells = [_cells(row) for row in (*report.rows, report.total)]
        lines += aligned([one + [""] * (len(head) - len(one)) for one in (head, *cells)], left={0})
        lines += ["", _MADE_OF]
        rates = (*report.total.rates, *report.whole)
        lines += aligned([_parts(rate) for rate in rates], left={0, 2, 3})
    if report.total.counts.knocks and report.cases:
        lines += ["", _CASES, _classes(report.cases), ""]
        lines += aligned([_parts(rate) for rate in report.outcome_rates], left={0, 2, 3})
    return "\n".join([*lines, "", *report.notes]).rstrip()


def as_csv(report: Report) -> str:
    """Write one line for each rate of each row, so that every figure keeps its parts."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    whole = report.completeness
    for row in (*report.rows, report.total):
        by = "" if row is report.total else joined(report.by)
        if row.is_hidden:
            writer.writerow([neutralise(report.campaign), by, neutralise(row.label), "withheld"])
        beside = (*report.whole, *report.outcome_rates) if row is report.total else ()
        for rate in (*row.rates, *beside):
            writer.writerow(
                [
                    neutralise(report.campaign),
                    by,
                    neutralise(row.label),
                    row.counts.knocks,
                    *_figures(rate).values(),
                    report.as_of.isoformat(),
                    whole.received,
                    whole.reported,
                ]
            )
    return out.getvalue()


def as_document(report: Report, page: slice = EVERY_ROW) -> dict[str, Any]:
    """Give the report, of its rows those of ``page``, as plain values that JSON can carry."""
    whole = report.completeness
    return {
        "campaign": report.campaign,
        "by": joined(report.by) or None,
        "as_of": report.as_of.isoformat(),
        "sync_completeness": _figures(whole.rate) | {"waiting": whole.waiting},
        "out_of_hours": report.out_of_hours,
        "held_for_review": report.held,
        "script_withdrawn": report.script_withdrawn,
        "row_count": len(report.rows),
        "rows": [_row(row) for row in report.rows[page]],
        "total": _row(report.total),
        "whole": [_figures(rate) for rate in report.whole],
        "outcomes": _outcomes(report),
        "notes": list(report.notes),
    }


def as_json(report: Report, page: slice = EVERY_ROW) -> str:
    """Write the report, of its rows those of ``page``, as one JSON object."""
    return json.dumps(as_document(report, page), ensure_ascii=False, indent=2)


def _outcomes(report: Report) -> dict[str, Any] | None:
    if report.cases is None:
        return None
    return {
        "cases": asdict(report.cases),
        "rates": [_figures(rate) for rate in report.outcome_rates],
    }


def _row(row: Row) -> dict[str, Any]:
    keys = [key.isoformat() if isinstance(key, date) else key for key in row.keys]
    return {
        "key": keys[0] if len(keys) == 1 else keys or None,
        "label": row.label,
        "is_withheld": row.is_hidden,
        "counts": None if row.is_hidden else asdict(row.counts),
        "rates": [_figures(rate) for rate in row.rates],
    }


def _figures(rate: Rate) -> dict[str, Any]:
    interval = rate.interval
    return {
        "rate": rate.name,
        "value": rate.value,
        "low": interval and interval.low,
        "high": interval and interval.high,
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "unit": rate.unit,
        "rule": rate.rule,
    }


def _classes(cases: Cases) -> str:
    words = ((name.replace("_", " "), count) for name, count in asdict(cases).items())
    return ", ".join(f"{count} {name}" for name, count in words)


def _completeness_sentence(report: Report) -> str:
    whole = report.completeness
    waiting = f", {whole.waiting} of them waiting for a person to look" if whole.waiting else ""
    return (
        f"{whole.received} of {whole.reported} knocks that the phones say they made are "
        f"here{waiting}."
    )


def _cells(row: Row) -> list[str]:
    if row.is_hidden:
        return [row.label, "withheld"]
    return [row.label, str(row.counts.knocks), *(_cell(rate) for rate in row.rates)]


def _cell(rate: Rate) -> str:
    if rate.unit == "hour":
        pace = "-" if rate.value is None else f"{rate.value:.1f}/h"
        return f"{rate.numerator:.0f}/{rate.denominator:.1f} {pace:>6}"
    share = "-" if rate.value is None else f"{rate.value:.1%}"
    return f"{rate.numerator:.0f}/{rate.denominator:.0f} {share:>6}"


def _parts(rate: Rate) -> list[str]:
    interval = rate.interval
    between = f"[{interval.low:.1%}, {interval.high:.1%}]" if interval else "no interval"
    return [rate.name, _cell(rate), between, f"{rate.unit}s: {rate.rule}"]
