"""``python -m tests.bench.report KNOCKS``: lays that many in DATABASE_URL, asks, prints a table."""

import gc
import os
import sys
import time
from datetime import UTC, datetime

import django

from turf.scope import owner, tenant


def main() -> None:
    """Lay the ground, ask each question, and print what it took."""
    knocks = int(sys.argv[1])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from canvass.models import ScriptVersion
    from tests.bench.report.ask import HEADING, ask
    from tests.bench.report.ground import lay, tally
    from tests.bench.report.ingest import ingest
    from tests.bench.report.questions import questions

    without, with_tallies = ingest()
    call_command("flush", verbosity=0, interactive=False)
    _say(f"ingest: {without:.4f} s without, {with_tallies:.4f} s with tallies")
    with owner():
        began = time.perf_counter()
        campaign = lay(knocks)
        _say(f"laid after {time.perf_counter() - began:.0f} s")
        tally(campaign)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        _say(f"tallied after {time.perf_counter() - began:.0f} s")
        script = ScriptVersion.objects.order_by("pk")[0].pk
    print(f"{knocks:,} knocks, {connection.vendor}, {datetime.now(UTC):%Y-%m-%d}")
    print(
        f"a push of 25 knocks: {without * 1000:.1f} ms without, {with_tallies * 1000:.1f} ms with"
    )
    print(HEADING)
    gc.collect()
    gc.freeze()  # As the server does.
    with tenant(campaign.organization_id):
        for question in questions(script):
            print(ask(campaign, question), flush=True)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
