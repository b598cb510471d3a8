"""``python -m tests.bench.report KNOCKS``: lays that many in DATABASE_URL, asks, prints a table."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import django
import numpy as np

ASKED, PLAIN = 60, 2
ROWS_SHOWN = 100


def main() -> None:
    """Lay the ground, ask each question, and print what it took."""
    knocks = int(sys.argv[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from canvass.models import ScriptVersion
    from tests.bench.report.ground import lay
    from tests.bench.report.ingest import ingest
    from tests.bench.report.questions import questions

    without, with_tallies = ingest()
    call_command("flush", verbosity=0, interactive=False)
    _say(f"ingest: {without:.4f} s without, {with_tallies:.4f} s with tallies")
    campaign, laid_s = _timed(lambda: lay(knocks))
    _say(f"laid in {laid_s:.0f} s")
    _, tallied_s = _timed(lambda: _tally(campaign))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _say(f"tallied in {tallied_s:.0f} s")
    script = ScriptVersion.objects.order_by("pk")[0].pk
    print(f"{knocks:,} knocks, {connection.vendor}, {datetime.now(UTC):%Y-%m-%d}")
    print(
        f"a push of 25 knocks: {without * 1000:.1f} ms without, {with_tallies * 1000:.1f} ms with"
    )
    print(
        "| dashboard | rows | p50 ms | p99 ms | processor ms | plain SQL ms | its processor ms"
        " | ratio of processor |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for question in questions(script):
        print(_row(campaign, question))


def _row(campaign, question) -> str:  # type: ignore[no-untyped-def]
    from django.db import connection

    from canvass.reports.contact_rates import Figures, contact_rates
    from canvass.reports.render import as_json

    def ask() -> int:
        report = contact_rates(
            campaign=campaign, by=question.by, filters=question.filters, figures=Figures.KNOCKS
        )
        as_json(replace(report, rows=report.rows[:ROWS_SHOWN]))
        return len(report.rows)

    def plain() -> int:
        with connection.cursor() as cursor:
            cursor.execute(question.plain, [campaign.pk])
            return len(cursor.fetchall())

    before = _processor_s()
    rows, quick = _asked(ask, ASKED)
    between = _processor_s()
    plain_rows, slow = _asked(plain, PLAIN)
    work = (between - before) / (ASKED + 1)
    by_hand_work = (_processor_s() - between) / (PLAIN + 1)
    assert rows == plain_rows, (question.name, rows, plain_rows)
    p50, p99, by_hand = np.percentile(quick, 50), np.percentile(quick, 99), np.median(slow)
    return (
        f"| {question.name} | {rows:,} | {p50 * 1000:.0f} | {p99 * 1000:.0f} |"
        f" {work * 1000:.0f} | {by_hand * 1000:,.0f} | {by_hand_work * 1000:,.0f} |"
        f" {by_hand_work / work:,.0f} |"
    )


def _tally(campaign) -> None:  # type: ignore[no-untyped-def]
    """Fill the tallies as a recount would, without comparing first."""
    from django.db import connection

    from canvass.services.tally_sql import KEPT, counted, insertion, vendor

    with connection.cursor() as cursor:
        for kept in KEPT:
            kept.model.objects.all().delete()
            rows = f"({counted(vendor(), is_signed=False)} AND knock.campaign_id = %s) AS fresh"
            cursor.execute(insertion(kept, rows), [campaign.pk])


def _processor_s() -> float:
    """Processor seconds of this process and, where there is one, of the database's."""
    from django.db import connection

    from tests.bench.sync.processor import parent_of, tree_seconds

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return own + tree_seconds(parent_of(cursor.fetchone()[0]))


def _asked(ask: Callable[[], int], times: int) -> tuple[int, list[float]]:
    found = ask()
    seconds = [_timed(ask)[1] for _ in range(times)]
    return found, seconds


def _timed(call):  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    found = call()
    return found, time.perf_counter() - began


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
