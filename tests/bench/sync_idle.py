"""What a pull with no news costs beside few and beside millions of change rows.

    python -m tests.bench.sync_idle [ROWS ROWS …]

Fills the database of DATABASE_URL, which has to be empty and its owner's to spoil, and prints the
plan of the one statement an idle pull asks, and its times in milliseconds: of the statement by the
service, and of the whole request without a socket. `python -m tests.with_postgis` before it runs it
on a throw-away PostGIS.
"""

import json
import os
import sys
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from canvass.models import Assignment, Change, Collection, ScopeHead, SyncLog  # noqa: E402
from canvass.services.changes.read_scope_head import read_scope_head  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.world import World, make_world  # noqa: E402
from turf.models import Membership, User  # noqa: E402

ROWS = (5_000, 5_000_000)
MEMBERS = 500
TIMES = 1_000
WARM_UP = 50

NUMBERS = {
    "postgresql": "SELECT i FROM generate_series(%s, %s) AS i",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT %s UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
    " SELECT i FROM n",
}
FILL = """
    INSERT INTO canvass_change (organization_id, membership_id, collection, "row", is_deleted,
                                revision, seq, counted)
    SELECT {organization}, {first} + i %% {members},
        CASE i / {members} %% 4 WHEN 0 THEN 'walk_lists' WHEN 1 THEN 'door_states'
                               WHEN 2 THEN 'notices' ELSE 'knocks' END,
        CAST(i AS text), i %% 7 = 0, 1, i, 1
    FROM ({numbers}) AS numbers
"""


def crowd(world: World) -> tuple[Membership, int]:
    """Give the organization many canvassers in a row; the first of them, who pulls, and its id."""
    users = User.objects.bulk_create(User(username=f"crowd {one}") for one in range(MEMBERS))
    members = Membership.objects.bulk_create(
        Membership(organization=world.organization, user=user, role="canvasser") for user in users
    )
    tenant = {"organization": world.organization}
    world.assignment.holders.add(members[0], through_defaults=tenant)
    return members[0], members[0].pk


def fill(world: World, first: int, *, upto: int) -> float:
    """Write change rows until there are ``upto``, all numbered; returns the seconds."""
    began = perf_counter()
    there = SyncLog.objects.get(organization=world.organization).last_seq
    statement = FILL.format(
        organization=world.organization.pk,
        first=first,
        members=MEMBERS,
        numbers=NUMBERS[connection.vendor],
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [there + 1, upto])
        cursor.execute("ANALYZE")
    SyncLog.objects.filter(organization=world.organization).update(last_seq=upto)
    for collection in Collection:
        own = Change.objects.filter(membership=first, collection=collection).order_by("-seq")
        ScopeHead.objects.update_or_create(
            organization=world.organization,
            membership_id=first,
            collection=collection,
            defaults={"last_seq": own.values_list("seq", flat=True).first()},
        )
    return perf_counter() - began


def times_of(call: Callable[[], Any]) -> str:
    """Call many times; the median, the 99th percentile, and this process's own time for one."""
    taken, own = [], 0.0
    for turn in range(WARM_UP + TIMES):
        began, began_own = perf_counter(), process_time()
        call()
        if turn >= WARM_UP:
            own += process_time() - began_own
            taken.append((perf_counter() - began) * 1000)
    taken.sort()
    p50, p99 = taken[TIMES // 2], taken[TIMES * 99 // 100]
    return f"p50 {p50:.2f} ms, p99 {p99:.2f} ms, processor {own:.2f} ms"


def plan_of(call: Callable[[], Any]) -> str:
    """Tell how the database answers the only statement of ``call``."""
    with CaptureQueriesContext(connection) as asked:
        call()
    [query] = asked.captured_queries
    explain = (
        "EXPLAIN (ANALYZE, BUFFERS)"
        if connection.vendor == "postgresql"
        else ("EXPLAIN QUERY PLAN")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {query['sql']}")
        return "\n".join(f"    {row[-1]}" for row in cursor.fetchall())


def main(rows: tuple[int, ...]) -> None:
    """Fill and measure, size by size."""
    call_command("migrate", verbosity=0)
    world = make_world()
    member, first = crowd(world)
    Assignment.objects.filter(state="accepted").update(state="downloaded")
    Change.objects.all().delete()
    phone = Client(headers={"Authorization": f"Token {make.make_token(member)}"})
    phone.get("/api/v1/sync/knocks/pull")
    epoch = str(SyncLog.objects.get(organization=world.organization).epoch)
    for upto in rows:
        print(f"{connection.vendor}, {upto} change rows, filled in", end=" ", flush=True)
        print(f"{fill(world, first, upto=upto):.0f} s")
        head = ScopeHead.objects.get(membership=member, collection="knocks").last_seq
        checkpoint = {"epoch": epoch, "seq": head, "scope": str(first), "backfill": None}
        query = {"checkpoint": json.dumps(checkpoint), "limit": 200}

        def read() -> None:
            read_scope_head(membership=member, collection=Collection.KNOCKS, at=timezone.now())

        def pull(query: dict[str, Any] = query, checkpoint: Any = checkpoint) -> None:
            page = phone.get("/api/v1/sync/knocks/pull", query).json()
            assert page == {"documents": [], "checkpoint": checkpoint}

        print(f"  the statement: {times_of(read)}\n  the request:   {times_of(pull)}")
        print(plan_of(read))


if __name__ == "__main__":
    with override_settings(SECURE_SSL_REDIRECT=False, ALLOWED_HOSTS=["*"]):
        main(tuple(map(int, sys.argv[1:])) or ROWS)
