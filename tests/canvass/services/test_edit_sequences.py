"""Whatever is done to turfs, in whatever order: no door is lost, nothing lent changes."""

from datetime import timedelta

import pytest
import shapely
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from canvass.models import Assignment, AssignmentHolder, Knock
from canvass.services.intake.store_intake import store_intake
from canvass.services.knocks.record_knocks import record_knocks
from canvass.services.lending.accept_assignment import accept_assignment
from canvass.services.lending.offer_assignment import offer_assignment
from canvass.services.lending.return_assignment import return_assignment
from canvass.sync.outcome import Outcome
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, not_home
from tests.canvass.services.what_is_kept import held_by, rows_kept
from tests.turf.stored_town import (
    across,
    assert_score_is_true,
    assert_well_formed,
    cut_town,
    doors_in_turfs,
    ground_of,
    live,
    picture,
    store_town,
    two_precincts,
)
from turf.cutting import recreate
from turf.cutting.ground import Pack, Params
from turf.errors import NotFound, StoopError
from turf.geo import to_shapely
from turf.models import Cut, Door, ListedDoor, WalkList
from turf.models.walk_list import ListState
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.services.lock_turf import lock_turf
from turf.services.merge_turfs import merge_turfs
from turf.services.move_doors import move_doors
from turf.services.recut_unlocked import recut_unlocked
from turf.services.redraw_turf import redraw_turf
from turf.services.split_turf import split_turf
from turf.services.turf_problems import ListsAreOut
from turf.services.undo_edit import undo_edit
from turf.services.unlock_turf import unlock_turf

NUMBER = st.integers(0, 999)

EXAMPLES = {"sqlite": 12, "postgresql": 6}


class Edits(RuleBasedStateMachine):
    """A director edits and lends while canvassers knock, on one cut of one town."""

    cut = member = device = token = version = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.doors, self.ground = doors_in_turfs(self.cut), ground_of(self.cut)
        self.first = self.whole()
        self.written = {}

    def teardown(self):
        try:
            freeze_walk_lists(cut=self.cut)
            self.nobody_is_sent_to_a_door_that_another_list_of_the_round_has()
            self.take_everything_back()
        finally:
            transaction.savepoint_rollback(self.savepoint)

    def take_everything_back(self):
        kept, held = rows_kept(), held_by(self.token, self.member)
        while True:
            try:
                undo_edit(cut=self.cut)
            except NotFound:
                assert self.whole() == self.first
                return
            except ListsAreOut:
                return
            assert doors_in_turfs(self.cut) == self.doors
            assert_score_is_true(self.cut)
            assert rows_kept() == kept
            assert held_by(self.token, self.member) == held

    def attempt(self, edit, **arguments):
        """Either the edit is done, or it says why not and nothing changed."""
        before, problem = self.whole(), None
        kept, held = rows_kept(), held_by(self.token, self.member)
        try:
            edit(**arguments)
        except StoopError as refusal:
            problem = refusal
        if problem is not None:
            assert problem.code != StoopError.code
            assert self.whole() == before
        assert rows_kept() == kept
        assert held_by(self.token, self.member) == held
        self.remember()

    def whole(self):
        """The turfs, the stops and the score, byte for byte."""
        return picture(self.cut), Cut.objects.get(pk=self.cut.pk).score

    def pick(self, number):
        turfs = live(self.cut)
        return turfs[number % len(turfs)]

    @initialize(is_walked=st.booleans(), one=NUMBER)
    def start(self, is_walked, one):
        if is_walked:
            self.freeze_and_lend(number=1, one=one, is_taken_up=True, knocks=one)

    @rule(one=NUMBER, other=NUMBER)
    def merge(self, one, other):
        turf = self.pick(one)
        outline = to_shapely([turf.outline])[0]
        beside = [
            near
            for near in live(self.cut)
            if near.pk != turf.pk and outline.distance(to_shapely([near.outline])[0]) < 1e-9
        ]
        if beside:
            turfs = [turf, beside[other % len(beside)]]
            self.attempt(merge_turfs, cut=self.cut, turfs=turfs)

    @rule(one=NUMBER, into=st.integers(1, 4))
    def split(self, one, into):
        self.attempt(split_turf, turf=self.pick(one), into=into)

    @rule(one=NUMBER, angle=st.floats(0, 3))
    def split_by_line(self, one, angle):
        turf = self.pick(one)
        self.attempt(split_turf, turf=turf, line=across(turf, angle))

    @rule(one=NUMBER, many=st.integers(1, 9), first=NUMBER)
    def move(self, one, many, first):
        first %= len(self.doors)
        doors = Door.objects.filter(pk__in=self.doors[first : first + many])
        self.attempt(move_doors, cut=self.cut, doors=doors, to_turf=self.pick(one))

    @rule(one=NUMBER, by=st.tuples(st.floats(-0.0008, 0.0008), st.floats(-0.0008, 0.0008)))
    def redraw(self, one, by):
        turf = self.pick(one)
        drawn = to_shapely([turf.outline])[0].convex_hull
        drawn = shapely.transform(drawn, lambda points: points + by)
        self.attempt(redraw_turf, turf=turf, outline=drawn)

    @rule(one=NUMBER)
    def lock_or_unlock(self, one):
        turf = self.pick(one)
        self.attempt(unlock_turf if turf.is_locked else lock_turf, turf=turf)

    @rule(size=st.sampled_from([8, 20, 40]), seed=st.integers(0, 2))
    def recut(self, size, seed):
        params = Params(doors=size, pack=Pack.NEVER, tolerance=0.3)
        self.attempt(recut_unlocked, cut=self.cut, params=params, seed=seed)

    @precondition(lambda self: self.cut.edits.filter(undone_at=None).exists())
    @rule()
    def undo(self):
        self.attempt(undo_edit, cut=self.cut)

    @rule(number=st.integers(1, 2), one=NUMBER, is_taken_up=st.booleans(), knocks=NUMBER)
    def freeze_and_lend(self, number, one, is_taken_up, knocks):
        lists = freeze_walk_lists(cut=self.cut, round_number=number)
        ready = [one for one in lists if not WalkList.objects.filter(pk=one.pk).lent().exists()]
        ready = [one for one in ready if one.state == ListState.READY]
        if not ready:
            return
        assignment = offer_assignment(
            walk_list=ready[one % len(ready)],
            holders=[self.member],
            script_version=None,
            offered_at=NOON - timedelta(hours=3),
            expires_at=timezone.now() + timedelta(hours=12),
        )
        if is_taken_up:
            accept_assignment(assignment=assignment, holder=self.member, at=NOON)
        self.remember()
        for other in range(knocks % 3 if is_taken_up else 0):
            self.knock_at(assignment.walk_list, other)

    @precondition(lambda self: WalkList.objects.filter(state=ListState.OUT).exists())
    @rule(one=NUMBER, other=NUMBER, is_last=st.booleans())
    def knock(self, one, other, is_last):
        out = WalkList.objects.filter(state=ListState.OUT).order_by("number")
        walk_list = out[one % len(out)]
        self.knock_at(walk_list, other)
        if is_last:
            assignment = walk_list.assignments.get(state="accepted")
            return_assignment(assignment=assignment, returned_at=NOON)
        self.remember(is_new=True)

    def knock_at(self, walk_list, other):
        listed = walk_list.listed_doors.order_by("position")
        document = self.what_was_said(walk_list, listed[other % len(listed)])
        intake = store_intake(
            device=self.device, membership=self.member, body=b"[]", sent_at=NOON, received_at=NOON
        )
        [outcome] = record_knocks(intake=intake, knocks=[document])
        assert outcome.outcome is Outcome.APPLIED
        self.remember(is_new=True)

    def what_was_said(self, walk_list, listed):
        """A knock with an answer where somebody is to be reached, else one at a closed door."""
        somebody = listed.people.first()
        if somebody is None:
            return not_home(walk_list, listed.door)
        answer = {"question": "plan", "value": "yes", "language": "es"}
        result = {"person": somebody.person_id, "disposition": "complete", "responses": [answer]}
        said = {"answered": True, "results": [result], "script_version": self.version.pk}
        return not_home(walk_list, listed.door, **said)

    def remember(self, is_new=False):
        """What was there before has to be there still, as it was; what is new is remembered."""
        written = {}
        for model in (ListedDoor, Knock, Assignment, AssignmentHolder):
            rows = {(model, row["id"]): row for row in model.objects.values()}
            written |= rows
        if not is_new:
            states = {"state": None, "ended_at": None}
            for key, row in self.written.items():
                same = states if key[0] is Assignment else {}
                assert written[key] | same == row | same
        self.written = written

    @invariant()
    def every_door_of_the_cut_is_in_one_live_turf(self):
        assert doors_in_turfs(self.cut) == self.doors

    @invariant()
    def turfs_are_whole_and_tile_the_ground(self):
        assert_well_formed(self.cut, self.ground)

    @invariant()
    def the_score_is_that_of_the_live_turfs(self):
        assert_score_is_true(self.cut)

    @invariant()
    def nobody_is_sent_to_a_door_that_another_list_of_the_round_has(self):
        for number in (1, 2):
            taken = list(
                ListedDoor.objects.taken(self.cut, number).values_list("door_id", flat=True)
            )
            assert len(taken) == len(set(taken))


@pytest.mark.django_db
def test_no_sequence_of_edits_loses_a_door_or_changes_what_was_lent(monkeypatch):
    monkeypatch.setattr(recreate, "ROUNDS_A_RUN", 1)
    monkeypatch.setattr(recreate, "ROUNDS_A_WALK", 2)
    cut = cut_town(store_town(two_precincts()))
    monkeypatch.setattr(Edits, "cut", cut)
    monkeypatch.setattr(Edits, "member", make.make_member(cut.organization, "canvasser"))
    monkeypatch.setattr(Edits, "device", make.make_device(cut.organization))
    monkeypatch.setattr(Edits, "token", make.make_token(Edits.member, Edits.device))
    monkeypatch.setattr(Edits, "version", make.make_script_version(cut.campaign))
    for door in Door.objects.order_by("pk")[::2]:
        make.make_person(door)
    # Without shrinking: a failing example is short as it is, and shrinking takes minutes.
    bounded = settings(
        max_examples=EXAMPLES[connection.vendor], stateful_step_count=9, phases=[Phase.generate]
    )
    run_state_machine_as_test(Edits, settings=bounded)
