"""What a simulated phone makes of what it pulls."""

from datetime import UTC, datetime, timedelta
from random import Random

from canvass.simulation.phone import Phone
from canvass.simulation.replica import LIMIT, Replica
from canvass.sync.state_hash import state_hash

NOON = datetime(2026, 10, 3, 16, tzinfo=UTC)


class Server:
    """Answers pulls from a script of pages, and notes what it was asked."""

    def __init__(self, *pages):
        self.pages = list(pages)
        self.paths = []

    def get(self, path, headers):
        self.paths.append(path)
        documents, told = self.pages.pop(0)
        checkpoint = {"seq": len(self.paths)}
        return {"documents": documents, "checkpoint": checkpoint}, {"X-Sync-State-Hash": told}


def document(row, revision=1, **more):
    return {"id": str(row), "revision": revision, "_deleted": False} | more


def hash_of(*documents):
    return state_hash((one["id"], one["revision"]) for one in documents)


def test_a_replica_reads_on_until_a_page_is_not_full():
    first, second = [document(row) for row in range(LIMIT)], [document(LIMIT)]
    replica = Replica("knocks")

    replica.pull(Server((first, ""), (second, hash_of(*first, *second))))

    assert len(replica.documents) == LIMIT + 1
    assert replica.checkpoint == {"seq": 2}


def test_an_empty_page_saves_no_checkpoint_and_a_tombstone_takes_away():
    replica = Replica("knocks")
    replica.pull(Server(([document(1), document(2)], hash_of(document(1), document(2)))))
    replica.pull(Server(([{"id": "1", "revision": 2, "_deleted": True}], hash_of(document(2)))))
    replica.pull(Server(([], hash_of(document(2)))))

    assert list(replica.documents) == ["2"]
    assert replica.checkpoint == {"seq": 1}


def test_a_replica_that_holds_something_else_forgets_everything():
    replica = Replica("knocks")
    replica.pull(Server(([document(1)], hash_of(document(2)))))

    assert (replica.documents, replica.checkpoint) == ({}, None)


def test_a_canvasser_knocks_only_where_nobody_was_and_nobody_asked_them_not_to():
    phone = Phone(Server(), Random(1))
    stops = [
        {"door": door, "worked_at": "2026-10-02" if door < 3 else None, "targets": []}
        for door in range(1, 7)
    ]
    script = {"id": 1, "first": "", "questions": [], "languages": ["en"]}
    walk_list = document("list", stops=stops, script=script, loan={"state": "accepted"})
    states = [("list", 2, "left"), ("list", 4, "done"), ("another", 5, "done")]
    phone.held["walk_lists"].documents = {"list": walk_list}
    phone.held["door_states"].documents = {
        str(row): document(row, walk_list=where, door=door, state=state)
        for row, (where, door, state) in enumerate(states)
    }
    phone.held["notices"].documents = {"1": document(1, kind="do_not_knock", door=6)}

    phone.work(walk_list, began_at=NOON, ends_at=NOON + timedelta(hours=5))

    assert {event["door"] for event in phone.outbox.values()} == {2, 3, 5}
    assert phone.walk_lists() == [walk_list]
