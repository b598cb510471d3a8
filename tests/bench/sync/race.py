"""One contender's turn: lay the ground, serve, push, push while others follow, pull."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.bench.sync import load
from tests.bench.sync.contenders import Contender
from tests.bench.sync.database import Database
from tests.bench.sync.evenings import make_knocks
from tests.bench.sync.http import Answer, Request
from tests.bench.sync.load import Pushed
from tests.bench.sync.processor import tree_seconds
from tests.bench.sync.protocols import Ours, pushes_of
from tests.bench.sync.rules import Rules
from tests.bench.sync.server import Server

KEPT_FOR_FOLLOWING = 0.25
"""Share of the knocks that the measured part leaves over."""


@dataclass(slots=True)
class Seconds:
    """Processor seconds in the measured part."""

    server: float
    database: float
    client: float


@dataclass(slots=True)
class Turn:
    """What came of one contender's turn.

    ``a_second`` counts the ``measured`` knocks, ``pushes`` are those answers. ``lost`` counts what
    was ``acknowledged`` at any time and was not there at the end; ``undelivered`` what was there
    and a following reader was never told, of ``due`` in all.
    The processor seconds of pulls are the server's and the database's for all of them.
    ``statuses`` counts the answers to all pushes.
    """

    name: str
    measured: int
    a_second: float
    pushes: list[float]
    processor: Seconds
    statuses: dict[int, int]
    acknowledged: int = 0
    lost: int = 0
    undelivered: int = 0
    due: int = 0
    list_pulls: list[float] = field(default_factory=list)
    list_processor_s: float = 0.0
    list_bytes: int = 0
    idle_pulls: list[float] = field(default_factory=list)
    idle_processor_s: float = 0.0


def take_turn(
    name: str, contender: Contender, database: Database, folder: Path, rules: Rules
) -> Turn:
    """Run one contender from an empty database to its figures."""
    plan = contender.prepare(database, folder, rules)
    knocks = make_knocks(plan, seed=rules.seed)
    tokens = [phone["token"] for phone in plan["phones"]]
    how = {"batch": rules.batch, "is_gzipped": rules.is_gzipped}
    outboxes = [
        list(pushes_of(contender.speaking, token, one, **how))  # type: ignore[arg-type]
        for token, one in zip(tokens, knocks, strict=True)
    ]
    database.settle()
    with contender.serve(database, folder, rules) as server:
        turn, acknowledged, left = _push(name, contender, database, server, outboxes, rules)
        readers = list(range(0, rules.phones, max(1, rules.phones // max(1, rules.followers))))
        readers = readers[: rules.followers]
        if readers and rules.follow_seconds:
            told = _follow(contender, server, left, [tokens[row] for row in readers], rules)
            acknowledged += _acknowledged(contender, turn, told)
            kept = database.ids(contender.kept)
            for row, seen in zip(readers, told.followed, strict=True):
                if seen is None:
                    continue
                own = {one["id"] for one in knocks[row]} if contender.has_scopes else kept
                turn.due += len(kept & own)
                turn.undelivered += len((kept & own) - seen)
        turn.acknowledged = len(set(acknowledged))
        turn.lost = len(set(acknowledged) - database.ids(contender.kept))
        if isinstance(contender.speaking, Ours) and rules.pull_seconds:
            _pull(turn, contender.speaking, database, server, tokens, rules)
    return turn


def _push(
    name: str,
    contender: Contender,
    database: Database,
    server: Server,
    outboxes: Sequence[Sequence[Request]],
    rules: Rules,
) -> tuple[Turn, list[str], list[Sequence[Request]]]:
    """Warm up and measure; the turn so far, what was acknowledged, what is left to push."""
    warm_up = rules.warm_up * -(-rules.batch // min(rules.batch, contender.speaking.batch))
    warm, _ = load.apart(
        partial(
            load.push,
            server.address,
            [outbox[:warm_up] for outbox in outboxes],
            within_s=rules.seconds,
        )
    )
    # What autovacuum does of itself within the first minute, and the measured part is shorter.
    database.settle()
    left = [outbox[done:] for outbox, done in zip(outboxes, warm.done, strict=True)]
    part = [outbox[: int(len(outbox) * (1 - KEPT_FOR_FOLLOWING)) or 1] for outbox in left]
    before = tree_seconds(server.pid), database.seconds()
    measured, client_s = load.apart(
        partial(load.push, server.address, part, within_s=rules.seconds)
    )
    after = tree_seconds(server.pid), database.seconds()
    left = [outbox[done:] for outbox, done in zip(left, measured.done, strict=True)]
    turn = Turn(
        name=name,
        measured=0,
        a_second=0.0,
        pushes=[answer.seconds for _, answer in measured.answers],
        processor=Seconds(after[0] - before[0], after[1] - before[1], client_s),
        statuses={},
    )
    earlier = _acknowledged(contender, turn, warm)
    acknowledged = _acknowledged(contender, turn, measured)
    turn.measured = len(acknowledged)
    turn.a_second = len(acknowledged) / measured.seconds
    return turn, earlier + acknowledged, left


def _follow(
    contender: Contender,
    server: Server,
    outboxes: Sequence[Sequence[Request]],
    tokens: Sequence[str],
    rules: Rules,
) -> Pushed:
    told, _ = load.apart(
        partial(
            load.push_followed,
            server.address,
            outboxes,
            contender.speaking,
            tokens,
            within_s=rules.follow_seconds,
        )
    )
    followed: Pushed = told
    return followed


def _acknowledged(contender: Contender, turn: Turn, pushed: Pushed) -> list[str]:
    """Count the answers, and list the ids that they acknowledge."""
    ids = []
    for asked, answer in pushed.answers:
        turn.statuses[answer.status] = turn.statuses.get(answer.status, 0) + 1
        ids += contender.speaking.acknowledged(asked, answer)
    return ids


def _pull(
    turn: Turn,
    speaking: Ours,
    database: Database,
    server: Server,
    tokens: Sequence[str],
    rules: Rules,
) -> None:
    """Pull a list of 60 doors, and what there is nothing new of; nothing where none is served."""
    collection = "walk_lists"
    (heads, answers), _ = load.apart(
        partial(load.pull_to_head, server.address, speaking, tokens, collection, 200)
    )
    if any(answer.status != 200 for answer in answers):
        return
    ask = partial(_ask, database, server, rules)
    lists, turn.list_processor_s = ask(
        [speaking.pull(token, None, collection=collection, limit=1) for token in tokens]
    )
    idle, turn.idle_processor_s = ask(
        [
            speaking.pull(token, head, collection=collection, limit=200)
            for token, head in zip(tokens, heads, strict=True)
        ]
    )
    turn.list_bytes = max(len(answer.body) for answer in lists)
    turn.list_pulls = [answer.seconds for answer in lists]
    turn.idle_pulls = [answer.seconds for answer in idle]


def _ask(
    database: Database, server: Server, rules: Rules, asked: Sequence[Request]
) -> tuple[list[Answer], float]:
    """Ask evenly; the answers, and processor seconds. Raises RuntimeError for a bad answer."""
    before = tree_seconds(server.pid) + database.seconds()
    within_s, a_second = rules.pull_seconds, rules.pulls_a_second
    answers, _ = load.apart(
        partial(load.ask_evenly, server.address, asked, a_second=a_second, within_s=within_s)
    )
    bad = [answer.status for answer in answers if answer.status != 200]
    if bad:
        raise RuntimeError(f"{len(bad)} of {len(answers)} pulls answered {bad[0]}")
    return answers, tree_seconds(server.pid) + database.seconds() - before
