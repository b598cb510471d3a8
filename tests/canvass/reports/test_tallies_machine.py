"""Whatever happens to knocks in whatever order: the tallies are what a recount comes to."""

from datetime import timedelta

import hypothesis
from django.db import connection, transaction
from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from canvass.models import Knock, QuarantinedItem, VisitTally
from canvass.reports.breakdown import Breakdown
from canvass.reports.contact_rates import contact_rates
from canvass.reports.figures import Figures
from canvass.reports.filters import Filters
from canvass.services.figures.recount_tallies import recount_tallies
from canvass.services.review.mend_item import mend_item
from tests import factories
from tests.canvass.services.knock_documents import NOON, Walk, withdrawal
from turf.models import WalkList

EXAMPLES = {"sqlite": 12, "postgresql": 8}
NAMES = ("knocks", "attempts", "contacts", "reachable", "contacts_reachable", "conversations")
SAYS = st.sampled_from(["complete", "partial", "refused", "come_back", "moved", "language"])
CHOICE = st.integers(0, 10**6)


class Machine(RuleBasedStateMachine):
    """Two lists of one campaign in two precincts; one phone each, both may push to its own."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.walks = [Walk(doors=3)]
        first = self.walks[0]
        self.walks.append(Walk(doors=3, organization=first.organization, campaign=first.campaign))
        self.campaign = first.campaign
        self.version = factories.make_script_version(self.campaign)
        self.director = factories.make_member(first.organization, "director")
        self.sent: list[tuple[Walk, dict]] = []
        self.unsent: list[tuple[Walk, dict]] = []
        self.poisoned: list[tuple[Walk, dict]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def _push(self, walk: Walk, *documents: dict, late: bool = False) -> None:
        walk.push(*documents, received_at=NOON + timedelta(days=2 if late else 0))
        self.sent += [(walk, document) for document in documents]

    def _at(self, hours: int) -> str:
        return (NOON - timedelta(hours=hours)).isoformat()

    @rule(which=st.integers(0, 1), door=st.integers(0, 2), says=SAYS, hours=st.integers(0, 30))
    def somebody_answers(self, which, door, says, hours):
        walk = self.walks[which]
        script = self.version.id if hours % 2 else None
        self._push(walk, walk.spoke(door, says, knocked_at=self._at(hours), script_version=script))

    @rule(which=st.integers(0, 1), hours=st.integers(0, 3), late=st.booleans())
    def a_batch_without_answers(self, which, hours, late):
        walk = self.walks[which]
        knocks = [walk.not_home(door, knocked_at=self._at(hours)) for door in range(3)]
        self._push(walk, *knocks, late=late)

    @rule(pick=CHOICE, says=SAYS, hours=st.integers(0, 30))
    def a_correction(self, pick, says, hours):
        if self.sent:
            walk, parent = self.sent[pick % len(self.sent)]
            corrected = walk.spoke(0, says, supersedes=parent["id"], knocked_at=self._at(hours))
            self._push(walk, corrected | {"door": parent["door"]})

    @rule(pick=CHOICE)
    def an_undo(self, pick):
        if self.sent:
            walk, parent = self.sent[pick % len(self.sent)]
            self._push(walk, withdrawal(parent))

    @rule(which=st.integers(0, 1), in_one=st.booleans())
    def a_correction_that_comes_before_its_parent(self, which, in_one):
        walk = self.walks[which]
        parent = walk.spoke(1)
        child = walk.not_home(1, supersedes=parent["id"])
        if in_one:
            self._push(walk, child, parent)
        else:
            self._push(walk, child)
            self.unsent.append((walk, parent))

    @rule()
    def the_parents_come(self):
        for walk, parent in self.unsent:
            self._push(walk, parent)
        self.unsent.clear()

    @rule(pick=CHOICE)
    def the_same_again(self, pick):
        if self.sent:
            walk, document = self.sent[pick % len(self.sent)]
            walk.push(document)

    @rule(which=st.integers(0, 1))
    def one_is_quarantined(self, which):
        walk = self.walks[which]
        bad = walk.not_home(0, answered=True)
        walk.push(walk.not_home(1), bad)
        self.poisoned.append((walk, bad))

    @rule()
    def somebody_mends_it(self):
        while self.poisoned:
            walk, bad = self.poisoned.pop()
            item = QuarantinedItem.objects.get(uid=bad["id"])
            mended = bad | {"answered": False}
            mend_item(
                item=item,
                document=mended,
                reason="as told",
                resolved_by=self.director,
                resolved_at=NOON,
            )
            assert Knock.objects.filter(uid=bad["id"]).exists()
            self.sent.append((walk, mended))

    @rule(which=st.integers(0, 1), state=st.sampled_from(["rolled_back", "out"]))
    def a_list_changes_its_state(self, which, state):
        WalkList.objects.filter(pk=self.walks[which].walk_list.pk).update(state=state)

    @rule(which=st.integers(0, 1), door=st.integers(0, 2))
    def a_tally_that_was_tampered_with_is_found_and_mended(self, which, door):
        tallied = self.walks[which].walk_list
        if VisitTally.objects.filter(walk_list=tallied).update(knocks=10_000 + door):
            assert recount_tallies(campaign=self.campaign, mend=True)

    @invariant()
    def tallies_equal_a_recount(self):
        assert recount_tallies(campaign=self.campaign) == []

    @invariant()
    def what_is_read_from_tallies_is_what_is_counted_from_knocks(self):
        filters = Filters(rounds=(1,))
        for by in ((Breakdown.TURF,), (Breakdown.HOUR, Breakdown.WEEKDAY), (Breakdown.PRECINCT,)):
            whole, quick = (
                contact_rates(campaign=self.campaign, by=by, filters=some, figures=figures)
                for some, figures in ((filters, Figures.ALL), (Filters(), Figures.KNOCKS))
            )
            counted = {row.key: [getattr(row.counts, n) for n in NAMES] for row in whole.rows}
            tallied = {row.key: [getattr(row.counts, n) for n in NAMES] for row in quick.rows}
            assert tallied == {key: row for key, row in counted.items() if row[0]}


def test_tallies_equal_a_recount_whatever_happens(db):
    run_state_machine_as_test(
        Machine,
        settings=hypothesis.settings(
            max_examples=EXAMPLES[connection.vendor],
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
