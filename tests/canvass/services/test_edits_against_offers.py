"""A director edits a turf in the moment in which its list is lent or knocked from.

Whatever comes first: a list is lent, and stays as it is, or closed, and is lent to nobody. Each
race is run with the two at various distances from each other, in the first and the last one after
the other; a thread that hangs fails the test.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from math import inf, isinf
from threading import Barrier
from time import monotonic, sleep

import pytest
import shapely
from django.db import connection, connections
from django.test import Client

from canvass.models import Knock
from canvass.services.intake.store_intake import store_intake
from canvass.services.knocks.record_knocks import record_knocks
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.offer_assignment import ListClosed, offer_assignment
from canvass.services.lending.return_assignment import return_assignment
from canvass.sync.outcome import Outcome
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, not_home
from tests.turf.cutting.street_plans import grid, square
from tests.turf.stored_town import bent, cut_town, doors_in_turfs, doors_of, live, store_town
from turf.models import Campaign, ListedDoor, Role, TurfEdit, WalkList
from turf.models.walk_list import ListState
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.services.split_turf import split_turf
from turf.services.undo_edit import undo_edit
from turf.transactions import writing

pytestmark = pytest.mark.django_db(transaction=True)

REPEATS = 12
LONGEST_S = 60


class Stage:
    """A small town whose lists are frozen, a director's requests, and a canvasser."""

    def __init__(self):
        town = grid(2, 1, spacing_m=25.0)
        square(town, -40, -40, 240, 140)
        self.cut = cut_town(store_town(town), doors=14)
        freeze_walk_lists(cut=self.cut)
        self.token = make.make_token(make.make_member(self.cut.organization, Role.DIRECTOR))
        self.canvasser = make.make_member(self.cut.organization, Role.CANVASSER)
        self.device = make.make_device(self.cut.organization)
        self.turf, *rest = live(self.cut)
        self.other = next(t for t in rest if t.outline.distance(self.turf.outline) < 1e-9)
        self.walk_list = WalkList.objects.get(round__turf=self.turf)

    def request(self, kind):
        """The address and the body of an edit of the turf."""
        cut, turf, other = f"cuts/{self.cut.pk}", self.turf, self.other
        drawn = json.loads(shapely.to_geojson(bent(self.cut, turf)))
        return {
            "merge": (f"{cut}/merge/", {"turfs": [other.pk, turf.pk]}),
            "move-doors": (
                f"{cut}/move-doors/",
                {"doors": doors_of(turf)[:2], "to_turf": other.pk},
            ),
            "redraw": (f"turfs/{turf.pk}/redraw/", {"outline": drawn}),
            "recut": (f"{cut}/recut-unlocked/", {"seed": 1}),
        }[kind]

    def post(self, path, body):
        headers = {"Authorization": f"Token {self.token}"}
        client = Client(raise_request_exception=False, headers=headers)
        return client.post(f"/api/v1/{path}", json.dumps(body), "application/json")

    def lend(self, *, is_taken_up):
        """Lend the list; None where it is lent no more."""
        try:
            loan = offer_assignment(
                walk_list=self.walk_list,
                holders=[self.canvasser],
                script_version=None,
                offered_at=NOON - timedelta(hours=1),
                expires_at=NOON + timedelta(hours=12),
            )
        except ListClosed:
            return None
        if not is_taken_up:
            return loan
        return accept_assignment(assignment=loan, holder=self.canvasser, at=NOON)

    def knock(self):
        """Push a knock at the list's first door; tell whether it was applied."""
        first = self.walk_list.listed_doors.get(position=1)
        intake = store_intake(
            device=self.device,
            membership=self.canvasser,
            body=b"[]",
            sent_at=NOON,
            received_at=NOON,
        )
        [outcome] = record_knocks(intake=intake, knocks=[not_home(self.walk_list, first.door)])
        return outcome.outcome is Outcome.APPLIED

    def on_the_list(self):
        return list(self.walk_list.listed_doors.order_by("pk").values("door", "position"))


def race(edit, other, lag_s):
    """Run both at once, ``other`` later than ``edit`` by ``lag_s``, which may be below 0.

    By an infinite lag one runs when the other is done.
    """
    barrier = Barrier(2, timeout=LONGEST_S)

    def run(call, wait_s):
        try:
            barrier.wait()
            sleep(max(0.0, wait_s))
            return call()
        finally:
            connections.close_all()

    if isinf(lag_s):
        in_turn = [other, edit] if lag_s < 0 else [edit, other]
        done = {call: call() for call in in_turn}
        return [done[edit], done[other]]
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(run, edit, -lag_s), pool.submit(run, other, lag_s)]
        return [one.result(timeout=LONGEST_S) for one in running]


def lags(took_s):
    """From the other first to the edit done before."""
    between = [took_s * (repeat - REPEATS / 4) / (REPEATS / 2) for repeat in range(REPEATS - 2)]
    return [-inf, *between, inf]


def time_of(stage, kind):
    """How long the edit takes when nobody else does anything; it is taken back."""
    began = monotonic()
    assert stage.post(*stage.request(kind)).status_code == 201
    took_s = monotonic() - began
    undo_edit(cut=stage.cut)
    return took_s


@pytest.mark.parametrize("kind", ["merge", "move-doors", "redraw", "recut"])
def test_a_list_is_lent_whole_or_closed_and_lent_to_nobody(kind):
    stage = Stage()
    listed, doors = stage.on_the_list(), doors_in_turfs(stage.cut)
    seen = set()
    for number, lag_s in enumerate(lags(time_of(stage, kind))):
        is_taken_up = number % 2 == 0
        edit = partial(stage.post, *stage.request(kind))
        answer, loan = race(edit, partial(stage.lend, is_taken_up=is_taken_up), lag_s)

        is_edited = answer.status_code == 201
        assert is_edited or answer.status_code == 409, answer.content
        walk_list = WalkList.objects.get(pk=stage.walk_list.pk)
        closed = answer.json()["before"]["closed_lists"] if is_edited else []
        if loan is None:
            assert is_edited
            assert walk_list.state == ListState.CLOSED
            assert str(walk_list.pk) in closed
            assert not WalkList.objects.filter(pk=walk_list.pk).lent().exists()
        else:
            assert walk_list.state == (ListState.OUT if is_taken_up else ListState.READY)
            assert str(walk_list.pk) not in closed
            assert WalkList.objects.filter(pk=walk_list.pk).lent().exists()
        assert stage.on_the_list() == listed
        freeze_walk_lists(cut=stage.cut)
        taken = ListedDoor.objects.taken(stage.cut, 1).values_list("door_id", flat=True)
        assert sorted(taken) == doors
        seen.add(loan is None)

        if loan is not None:
            accept_assignment(assignment=loan, holder=stage.canvasser, at=NOON)
            return_assignment(assignment=loan, returned_at=NOON)
        if is_edited:
            undo_edit(cut=stage.cut)
    assert seen == {True, False}


def test_an_edit_is_taken_back_or_its_new_list_lent_and_never_both():
    stage = Stage()
    turf, old = stage.turf, stage.walk_list
    seen = set()
    for lag_s in lags(0.25):
        split_turf(turf=turf, into=2)
        freeze_walk_lists(cut=stage.cut)
        stage.walk_list = WalkList.objects.get(name=f"{turf.name}.1", state=ListState.READY)
        undo = partial(stage.post, f"cuts/{stage.cut.pk}/undo/", {})
        answer, loan = race(undo, partial(stage.lend, is_taken_up=True), lag_s)

        old.refresh_from_db()
        stage.walk_list.refresh_from_db()
        if loan is None:
            assert answer.status_code == 200, answer.content
            assert (old.state, stage.walk_list.state) == (ListState.READY, ListState.CLOSED)
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "lists_are_out")
            assert (old.state, stage.walk_list.state) == (ListState.CLOSED, ListState.OUT)
            return_assignment(assignment=loan, returned_at=NOON)
            undo_edit(cut=stage.cut)
        seen.add(loan is None)
    assert seen == {True, False}


@pytest.mark.parametrize("kind", ["merge", "move-doors"])
def test_knocks_that_come_in_late_neither_wait_for_an_edit_nor_break_it(kind):
    stage = Stage()
    loan = stage.lend(is_taken_up=True)
    return_assignment(assignment=loan, returned_at=NOON)
    for number, lag_s in enumerate(lags(time_of(stage, kind)), start=1):
        edit = partial(stage.post, *stage.request(kind))
        answer, is_applied = race(edit, stage.knock, lag_s)

        assert answer.status_code == 201, answer.content
        assert is_applied
        assert Knock.objects.count() == number
        undo_edit(cut=stage.cut)


def test_an_edit_that_waits_too_long_says_so_and_changes_nothing():
    stage = Stage()
    path, body = stage.request("merge")
    may_end = Barrier(2, timeout=LONGEST_S)

    def hold():
        with writing():
            Campaign.objects.select_for_update().get(pk=stage.cut.campaign_id)
            may_end.wait()
            may_end.wait()

    def impatient():
        short = "PRAGMA busy_timeout = 200"
        if connection.vendor == "postgresql":
            short = "SET lock_timeout = '200ms'"
        may_end.wait()
        try:
            with connection.cursor() as cursor:
                cursor.execute(short)
            return stage.post(path, body)
        finally:
            may_end.wait()

    _, answer = race(hold, impatient, 0.0)

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer["Retry-After"]
    assert not TurfEdit.objects.exists()
    assert stage.post(path, body).status_code == 201
