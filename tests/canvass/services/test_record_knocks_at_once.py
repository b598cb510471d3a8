"""The same knocks pushed by several phones in the same moment have one effect."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connections

from canvass.models import Intake, Knock, QuarantinedItem, Result
from canvass.services.intake import push_changes
from canvass.services.intake.store_intake import store_intake
from canvass.services.knocks.admit_knocks import admit_knocks
from canvass.services.knocks.read_lent import read_lent
from canvass.services.knocks.record_knocks import record_knocks
from canvass.sync.item import read_items
from canvass.sync.outcome import ItemOutcome, Outcome
from tests.canvass.services import knock_documents
from tests.canvass.services.knock_documents import NOON, Walk, knock_id, withdrawal
from turf.transactions import writing

THREADS = 8
ROUNDS = 30
"""How often the suite pushes the same batch at once; `make chaos` does so longer."""

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(pushes):
    """Run calls in threads that start together, each with a connection of its own."""
    barrier = Barrier(len(pushes), timeout=60)

    def run(push):
        try:
            barrier.wait()
            return push()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(pushes)) as pool:
        return [future.result() for future in [pool.submit(run, push) for push in pushes]]


def one_effect(walk, batch):
    """Push ``batch`` from all threads at once; raises AssertionError unless it has one effect."""
    outcomes = at_once([lambda: walk.push(*batch)] * THREADS)
    counts = Counter(item.outcome.value for reply in outcomes for item in reply)
    assert counts == {"applied": len(batch), "duplicate": len(batch) * (THREADS - 1)}
    knocks = Knock.objects.for_organization(walk.organization)
    results = Result.objects.for_organization(walk.organization)
    assert (knocks.count(), results.count()) == (len(batch), len(batch))


def test_one_batch_from_eight_threads_is_stored_once_however_often(plan):
    for _ in plan.turns("twins", least=ROUNDS):
        walk = Walk(doors=5)
        one_effect(walk, [walk.spoke(n) for n in range(5)])
        plan.tally["batches from eight threads at once"] += 1


def test_a_look_before_the_leap_would_be_found(monkeypatch):
    """Check-then-insert, in the place of a key that decides, must not pass for right."""
    looked = Barrier(THREADS, timeout=60)

    def look_then_insert(*, intake, documents):
        there = set(Knock.objects.values_list("uid", flat=True))
        looked.wait()
        new = [item for item in read_items(documents, schema=1) if item.id not in there]
        with writing():
            lent = read_lent(intake=intake, knocks=[item.knock for item in new])
            admitted, _ = admit_knocks(items=new, lent=lent, intake=intake)
            Knock.objects.bulk_create(
                [
                    Knock(
                        organization_id=intake.organization_id,
                        uid=one.knock.id,
                        content_hash=one.item.content_hash,
                        campaign_id=lent.lists[one.knock.walk_list].campaign,
                        walk_list_id=one.knock.walk_list,
                        door_id=one.knock.door,
                        device_id=intake.device_id,
                        device_seq=one.knock.device_seq,
                        answered=one.knock.answered,
                        disposition=one.knock.results[0].disposition,
                        knocked_at=one.knock.knocked_at,
                        received_at=intake.received_at,
                        corrected_at=one.made.at,
                        local_day=one.made.at.date(),
                        local_hour=one.made.at.hour,
                    )
                    for one in admitted
                ]
            )
        return [ItemOutcome(item.position, item.id, Outcome.APPLIED) for item in new]

    monkeypatch.setattr(knock_documents, "push_changes", look_then_insert)
    walk = Walk(doors=5)
    with pytest.raises((AssertionError, IntegrityError)):
        one_effect(walk, [walk.spoke(n) for n in range(5)])


def acknowledged_is_stored(walk, document, monkeypatch):
    """Push while the database refuses to commit; raises AssertionError for an empty yes."""
    database = connections["default"]

    def refuse():
        database.connection.rollback()
        raise OperationalError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_commit", refuse)
        try:
            outcomes = push_changes.push_changes(
                intake=Intake.objects.select_related("device", "membership").get(),
                documents=[document],
            )
        except OperationalError:
            outcomes = []
    stored = Knock.objects.filter(uid__in=[one.id for one in outcomes]).count()
    assert stored == len(outcomes)


def keep(walk):
    store_intake(device=walk.device, membership=walk.member, body=b"[]", received_at=NOON)


def test_what_could_not_be_committed_is_not_acknowledged(monkeypatch):
    walk = Walk()
    keep(walk)

    acknowledged_is_stored(walk, walk.not_home(), monkeypatch)

    assert not Knock.objects.exists()


def test_a_yes_before_the_commit_would_be_found(monkeypatch):
    def hasty(*, intake, documents):
        outcomes = []
        with suppress(OperationalError), writing():
            outcomes += record_knocks(intake=intake, knocks=documents)
        return outcomes

    walk = Walk()
    keep(walk)
    monkeypatch.setattr(push_changes, "push_changes", hasty)
    with pytest.raises(AssertionError):
        acknowledged_is_stored(walk, walk.not_home(), monkeypatch)


def test_a_knock_and_its_undo_that_arrive_at_once_find_each_other():
    for _ in range(10):
        walk = Walk(doors=1)
        knock = walk.spoke()
        undo = withdrawal(knock)
        mended = walk.not_home(id=str(knock_id()))
        at_once([lambda one=one: walk.push(one) for one in (knock, undo, mended)])  # noqa: B023
        standing = Knock.objects.filter(walk_list=walk.walk_list, is_superseded=False)
        assert {str(uid) for uid in standing.values_list("uid", flat=True)} == {
            undo["id"],
            mended["id"],
        }
        assert not QuarantinedItem.objects.filter(state="held").exists()
