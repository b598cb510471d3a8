"""Asks one dashboard of the report and the same of plain SQL, and tells what each took."""

import time
from collections.abc import Callable

import numpy as np
from django.db import connection

from canvass.reports.contact_rates import Figures, contact_rates
from canvass.reports.render import as_json
from tests.bench.report.questions import Question
from tests.bench.sync.processor import parent_of, tree_seconds
from turf.models import Campaign

ROWS_SHOWN = 100
HEADING = (
    "| dashboard | rows | p50 ms | p99 ms | processor ms | plain SQL ms | its processor ms"
    " | ratio of processor |\n|---|---|---|---|---|---|---|---|"
)


def ask(campaign: Campaign, question: Question, *, times: int = 60, plain_times: int = 2) -> str:
    """Return the line of the table; raises AssertionError when the two give other rows."""

    def by_report() -> int:
        report = contact_rates(
            campaign=campaign, by=question.by, filters=question.filters, figures=Figures.KNOCKS
        )
        as_json(report, slice(ROWS_SHOWN))
        return len(report.rows)

    def by_hand() -> int:
        with connection.cursor() as cursor:
            cursor.execute(question.plain, [campaign.pk])
            return len(cursor.fetchall())

    before = _processor_s()
    rows, quick = _asked(by_report, times)
    between = _processor_s()
    plain_rows, slow = _asked(by_hand, plain_times)
    work = (between - before) / (times + 1)
    by_hand_work = (_processor_s() - between) / (plain_times + 1)
    assert rows == plain_rows, (question.name, rows, plain_rows)
    p50, p99 = np.percentile(quick, [50, 99])
    return (
        f"| {question.name} | {rows:,} | {p50 * 1000:.0f} | {p99 * 1000:.0f} |"
        f" {work * 1000:.0f} | {np.median(slow) * 1000:,.0f} | {by_hand_work * 1000:,.0f} |"
        f" {by_hand_work / work:,.0f} |"
    )


def _processor_s() -> float:
    """Processor seconds of this process and, where there is one, of the database's."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return own + tree_seconds(parent_of(cursor.fetchone()[0]))


def _asked(asking: Callable[[], int], times: int) -> tuple[int, list[float]]:
    """Ask once unmeasured, then so often; return the rows and the seconds of each time."""
    rows, seconds = asking(), []
    for _ in range(times):
        began = time.perf_counter()
        asking()
        seconds.append(time.perf_counter() - began)
    return rows, seconds
