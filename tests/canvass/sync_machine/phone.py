"""A phone as our reference client is one: it keeps what it did until the server tells of it."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from canvass.sync.checkpoint import Checkpoint
from canvass.sync.state_hash import state_hash
from tests.canvass.sync_machine.model import Made
from tests.canvass.sync_machine.server import PEOPLE, Server

COLLECTIONS = ("walk_lists", "door_states", "notices", "knocks")
PAGE = 3


@dataclass(slots=True)
class Phone:
    """``outbox`` is not acknowledged yet, ``kept`` is all that was made and not told to be gone."""

    person: str
    rng: Random
    clock_off_s: float = 0.0
    seq: int = 0
    outbox: dict[str, Made] = field(default_factory=dict)
    kept: dict[str, Made] = field(default_factory=dict)
    held: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {name: {} for name in COLLECTIONS}
    )
    checkpoints: dict[str, Checkpoint | None] = field(
        default_factory=lambda: dict.fromkeys(COLLECTIONS)
    )
    seen: dict[str, set[str]] = field(default_factory=dict)

    @property
    def organization(self) -> str:
        return PEOPLE[self.person]

    def acknowledge(self, batch: list[Made]) -> None:
        """The server said yes to a batch."""
        for made in batch:
            if self.outbox.get(made.uid) == made:
                del self.outbox[made.uid]

    def pull(self, server: Server, collection: str, *, now: float, is_revoked: bool) -> None:
        """Read to the end."""
        is_first = True
        while self.pull_page(server, collection, now, is_revoked=is_revoked, is_first=is_first):
            is_first = False

    def pull_page(
        self, server: Server, collection: str, now: float, *, is_revoked: bool, is_first: bool
    ) -> bool:
        """Read one page; tell whether it was full."""
        held, before = self.held[collection], self.checkpoints[collection]
        page = server.pull(
            self.person,
            collection,
            before,
            at=now,
            limit=PAGE,
            is_revoked=is_revoked,
            held_hash=self.hash_of(collection) if is_first else None,
        )
        after = page.checkpoint
        if not before or is_from_the_start(before, after, bool(page.documents)):
            self.seen[collection] = set()
        else:
            assert after.seq >= before.seq, "S5: a checkpoint goes back"
        for document in page.documents:
            self.seen.get(collection, set()).add(document["id"])
            held.pop(document["id"], None)
            if not document["_deleted"]:
                held[document["id"]] = document
            elif collection == "knocks" and document["id"] not in self.outbox:
                self.kept.pop(document["id"], None)
        if page.documents:
            self.checkpoints[collection] = after
        if len(page.documents) == PAGE:
            return True
        self._end_full_pull(collection)
        return False

    def _end_full_pull(self, collection: str) -> None:
        """What was not told of goes; a knock that was not is given again."""
        seen = self.seen.pop(collection, None)
        if seen is None:
            return
        self.held[collection] = {
            uid: document for uid, document in self.held[collection].items() if uid in seen
        }
        if collection == "knocks":
            self.outbox |= {uid: made for uid, made in self.kept.items() if uid not in seen}

    def hash_of(self, collection: str) -> str:
        """The sum over what is held."""
        return state_hash((uid, one["revision"]) for uid, one in self.held[collection].items())


def is_from_the_start(before: Checkpoint, after: Checkpoint, has_documents: bool) -> bool:
    """Tell whether the server began anew."""
    is_known = (before.epoch, before.scope) == (after.epoch, after.scope)
    return not is_known or after.seq < before.seq + has_documents
