"""The race runs, small and on the embedded database, and counts what it promises to count."""

import json
import sqlite3
from contextlib import closing
from uuid import UUID

import pytest
from django.db import connection

from tests.bench.sync.contenders import CONTENDERS, EMBEDDED, OURS
from tests.bench.sync.database import Embedded
from tests.bench.sync.evenings import make_knocks, make_up_plan
from tests.bench.sync.http import Answer
from tests.bench.sync.protocols import Kinto, Ours, Plain, pushes_of
from tests.bench.sync.race import Seconds, Turn, take_turn
from tests.bench.sync.rules import Rules
from tests.bench.sync.tables import pull_lines, push_lines

SMALL = Rules(
    phones=2,
    rounds=2,
    warm_up=0,
    seconds=1,
    follow_seconds=0.3,
    followers=2,
    pull_seconds=0.2,
    workers=1,
    threads=2,
)


@pytest.fixture(scope="module")
def knocks():
    [one] = make_knocks(make_up_plan(1, 5), seed=1)
    return one


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the embedded database")
def test_a_small_race_acknowledges_and_keeps_every_knock(tmp_path):
    database = Embedded(tmp_path)
    connection.ensure_connection()
    with closing(sqlite3.connect(database.path)) as copy:
        connection.connection.backup(copy)
    turn = take_turn(EMBEDDED, CONTENDERS[EMBEDDED], database, tmp_path, SMALL)
    assert turn.acknowledged > 200
    assert turn.lost == turn.undelivered == 0
    assert set(turn.statuses) == {200}
    assert turn.measured > 100


@pytest.mark.parametrize("speaking", [Ours(), Plain(), Kinto(is_shared=False)])
def test_every_knock_is_pushed_once_whoever_takes_it(speaking, knocks):
    pushes = list(pushes_of(speaking, "t" * 64, knocks, batch=40, is_gzipped=False))
    assert [one for push in pushes for one in push.ids] == [one["id"] for one in knocks]
    assert max(len(push.ids) for push in pushes) == min(40, speaking.batch)
    assert all(f"content-length: {len(push.body)}" in push.head.decode().lower() for push in pushes)


def test_what_came_back_or_failed_is_not_acknowledged(knocks):
    def answer(status, body):
        return Answer(status, b"", json.dumps(body).encode(), 0.0, 0.1)

    [ours] = pushes_of(Ours(), "t", knocks[:3], batch=40, is_gzipped=False)
    first, *others = ours.ids
    assert Ours().acknowledged(ours, answer(200, [])) == list(ours.ids)
    assert Ours().acknowledged(ours, answer(200, [{"id": first}])) == others
    assert Ours().acknowledged(ours, answer(503, {})) == []
    kinto = Kinto(is_shared=True)
    [batch] = pushes_of(kinto, "t", knocks[:3], batch=40, is_gzipped=False)
    told = {"responses": [{"status": 201}, {"status": 409}, {"status": 200}]}
    assert kinto.acknowledged(batch, answer(200, told)) == [batch.ids[0], batch.ids[2]]


def test_an_evening_is_the_same_for_one_seed_and_has_corrections(knocks):
    assert all(UUID(one["id"]).version == 7 for one in knocks)
    assert 300 < len(knocks) < 330
    assert any(one["supersedes"] for one in knocks)
    assert any(one["results"][0]["responses"] for one in knocks)
    [again] = make_knocks(make_up_plan(1, 5), seed=1)
    assert [one["results"] for one in again] == [one["results"] for one in knocks]


def test_the_table_tells_who_lost_what_and_how_ours_stands():
    def turn(name, a_second, **more):
        spent = Seconds(server=2.0, database=1.0, client=0.5)
        return Turn(name, 1000, a_second, [0.01, 0.02, 0.03], spent, {200: 3}, **more)

    turns = [turn(OURS, 4000.0, due=5), turn("plain DRF", 200.0, lost=7, due=5, undelivered=2)]
    lines = push_lines(turns)
    assert lines[1].split()[-5:] == ["0", "0", "0", "of", "5"]
    assert lines[2].split()[-5:] == ["0", "7", "2", "of", "5"]
    assert lines[-1] == "Ours takes 20.0 x the knocks of plain DRF"
    assert pull_lines(turns) == []


def test_the_plain_endpoint_and_kinto_race_beside_ours():
    assert {"ours", "plain DRF", "Kinto", "ours on SpatiaLite"} <= set(CONTENDERS)
