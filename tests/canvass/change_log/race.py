"""Writers who commit and abort, and readers who follow by number, all at once for some seconds."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.db import connection, connections
from django.utils import timezone

from canvass.models import Change, Notice
from canvass.services.changes.number_changes import number_changes
from tests.world import World
from turf.models import ListedDoor, Membership
from turf.transactions import reading, writing

WRITERS, READERS = 8, 6
PAGE = 7
LINGER_S = 0.004
"""How long a writer may hold its transaction open after writing."""


class Aborted(Exception):
    """Somebody gave up in the middle of a transaction."""


@dataclass(slots=True)
class Reader:
    """Follows what one membership is told; ``seen`` counts each (collection, row, revision)."""

    scope: Membership
    seen: dict[tuple[str, str, int], int] = field(default_factory=dict)
    checkpoints: dict[str, int] = field(default_factory=dict)

    def pull(self, collection: str) -> bool:
        """Number what waits and read a page; whether there was anything."""
        mine = Change.objects.filter(membership=self.scope, collection=collection)
        if mine.filter(seq=None).exists():
            number_changes(organization=self.scope.organization_id)
        with reading():
            after = self.checkpoints.get(collection, 0)
            page = list(mine.filter(seq__gt=after).order_by("seq")[:PAGE])
        for change in page:
            told = collection, change.row, change.revision
            self.seen[told] = self.seen.get(told, 0) + 1
            self.checkpoints[collection] = change.seq
        return bool(page)

    def pull_all(self) -> None:
        """Read on until nothing is left."""
        for collection in ("walk_lists", "door_states", "notices"):
            while self.pull(collection):
                pass


@dataclass(frozen=True, slots=True)
class Race:
    """What came of it: documents as they stand at the end, and how often readers missed them."""

    documents: int
    revisions: int
    missed: int
    doubled: int


def race(world: World, seconds: float, seed: int) -> Race:
    """Let them run; ``seed`` draws what writers do."""
    scope = world.members["canvasser"]
    readers = [Reader(scope) for _ in range(READERS)]
    until = time.monotonic() + seconds
    calls: list[Callable[[], None]] = []
    for n in range(WRITERS):
        chance = random.Random(seed * 100 + n)
        calls.append(lambda chance=chance: _write(world, chance))
    for reader in readers:
        chance = random.Random(seed)
        calls.append(lambda reader=reader, chance=chance: _read(reader, chance))
    _run_until(until, calls)
    for reader in readers:
        reader.pull_all()
    final = {
        (one.collection, one.row, one.revision) for one in Change.objects.filter(membership=scope)
    }
    return Race(
        documents=len(final),
        revisions=sum(revision for _, _, revision in final),
        missed=sum(len(final - reader.seen.keys()) for reader in readers),
        doubled=sum(times - 1 for reader in readers for times in reader.seen.values()),
    )


def _run_until(until: float, calls: list[Callable[[], None]]) -> None:
    def run(call: Callable[[], None]) -> None:
        try:
            while time.monotonic() < until:
                call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        for done in [pool.submit(run, call) for call in calls]:
            done.result()


def _write(world: World, chance: random.Random) -> None:
    """Write a message, or what became of a door; one in four gives up."""
    scope, doors = world.members["canvasser"], list(world.walk_list.listed_doors.values_list("pk"))
    with suppress(Aborted), writing():
        if chance.random() < 0.7:
            for _ in range(chance.randint(1, 3)):
                Notice.objects.create(
                    organization_id=scope.organization_id,
                    membership=scope,
                    kind="message",
                    text="Come to the office",
                    made_at=timezone.now(),
                )
        else:
            at = chance.choice([None, timezone.now()])
            ListedDoor.objects.filter(pk=chance.choice(doors)[0]).update(worked_at=at)
        time.sleep(chance.random() * LINGER_S)
        if chance.random() < 0.25:
            raise Aborted


def _read(reader: Reader, chance: random.Random) -> None:
    """Pull a page of each collection; one in four gives up after numbering."""
    for collection in ("door_states", "notices"):
        reader.pull(collection)
    if chance.random() < 0.25:
        with suppress(Aborted), writing():
            number_changes(organization=reader.scope.organization_id)
            raise Aborted


@contextmanager
def plain_cursor() -> Iterator[None]:
    """Break the mechanism on purpose: number at the time of writing, as a serial column does."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE plain_cursor")
        cursor.execute(
            "CREATE FUNCTION plain_cursor() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN NEW.seq := nextval(''plain_cursor''); RETURN NEW; END'"
        )
        cursor.execute(
            "CREATE TRIGGER plain_cursor BEFORE INSERT OR UPDATE ON canvass_change"
            " FOR EACH ROW WHEN (NEW.seq IS NULL) EXECUTE FUNCTION plain_cursor()"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION plain_cursor CASCADE")
            cursor.execute("DROP SEQUENCE plain_cursor")
