"""PostgreSQL is killed, or its disk fills up, in the middle of pushes: no yes was false."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import psycopg
import pytest

from tests.chaos.own_cluster import DISK_MB, OwnCluster, own_cluster
from tests.chaos.plan import Plan
from tests.chaos.pushing import Pusher, pushers_of, working
from tests.chaos.real_server import SECRET, RealServer, real_server
from tests.chaos.town import LentPhone

AGAIN_WITHIN_S = 20


@pytest.fixture(scope="module")
def cluster() -> Iterator[OwnCluster]:
    with own_cluster() as running:
        yield running


@pytest.fixture(scope="module")
def phones(cluster: OwnCluster) -> list[LentPhone]:
    """Phones that a new database knows."""
    environment = {"SECRET_KEY": SECRET, **os.environ, "DATABASE_URL": cluster.url}
    command = [sys.executable, "-m", "tests.chaos.town"]
    made = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return [LentPhone(**phone) for phone in json.loads(made.stdout)]


@pytest.fixture
def pushers(cluster: OwnCluster, phones: list[LentPhone], plan: Plan) -> list[Pusher]:
    with psycopg.connect(cluster.dsn) as database:
        database.execute("TRUNCATE canvass_knock, canvass_intake CASCADE")
        database.execute("UPDATE turf_listeddoor SET worked_at = NULL")
    return pushers_of(phones, plan)


@pytest.fixture
def server(cluster: OwnCluster) -> Iterator[RealServer]:
    with real_server(cluster.url) as running:
        yield running


def test_a_crash_of_the_database_loses_nothing_acknowledged(
    cluster: OwnCluster, server: RealServer, pushers: list[Pusher], plan: Plan
) -> None:
    rng = plan.chance("crashes")
    for _ in plan.turns("crashes", least=3):
        with working(pushers, server.address):
            time.sleep(rng.uniform(0.05, 0.6))
            cluster.kill()
            plan.tally["kills of PostgreSQL"] += 1
            cluster.start()
        check_what_is_stored(cluster, pushers)
    resend(pushers, server)
    assert stored(cluster) == {uid for pusher in pushers for uid in pusher.made}
    check_answers(pushers)
    plan.tally["acknowledged"] += len(stored(cluster))


def test_a_full_disk_is_said_and_taken_back_when_there_is_room(
    cluster: OwnCluster, server: RealServer, pushers: list[Pusher], plan: Plan
) -> None:
    if not cluster.is_small:
        pytest.skip(f"no disk of {DISK_MB} MB could be mounted here; that takes root")
    with working(pushers, server.address):
        time.sleep(0.3)
        cluster.fill_disk()
        time.sleep(1.0)
    refused = [status for pusher in pushers for status in pusher.statuses if status == 503]
    assert refused
    check_answers(pushers)
    cluster.free_disk()
    resend(pushers, server)
    check_what_is_stored(cluster, pushers)
    assert stored(cluster) == {uid for pusher in pushers for uid in pusher.made}
    plan.tally["disks filled"] += 1


def check_answers(pushers: Sequence[Pusher]) -> None:
    """Whatever happened, a phone heard yes, or: send it again."""
    assert {status for pusher in pushers for status in pusher.statuses} <= {200, 503}


def check_what_is_stored(cluster: OwnCluster, pushers: Sequence[Pusher]) -> None:
    """S1: what was acknowledged is there. S2: worked doors are the doors that were knocked."""
    assert {uid for pusher in pushers for uid in pusher.acknowledged} <= stored(cluster)
    with psycopg.connect(cluster.dsn) as database:
        [[twice]] = database.execute("SELECT count(*) - count(DISTINCT uid) FROM canvass_knock")
        [[waiting]] = database.execute("SELECT count(*) FROM canvass_quarantineditem")
        [[crooked]] = database.execute(
            "SELECT count(*) FROM turf_listeddoor l WHERE (worked_at IS NOT NULL) <> EXISTS"
            " (SELECT FROM canvass_knock k WHERE (k.walk_list_id, k.door_id)"
            " = (l.walk_list_id, l.door_id))"
        )
    assert (twice, waiting, crooked) == (0, 0, 0)


def stored(cluster: OwnCluster) -> set[str]:
    with psycopg.connect(cluster.dsn) as database:
        return {str(uid) for (uid,) in database.execute("SELECT uid FROM canvass_knock")}


def resend(pushers: Sequence[Pusher], server: RealServer) -> None:
    """Send all again, until the server has it."""
    deadline = time.monotonic() + AGAIN_WITHIN_S
    for pusher in pushers:
        while not pusher.resend(server.address):
            assert time.monotonic() < deadline, "the server does not recover"
            time.sleep(0.1)
