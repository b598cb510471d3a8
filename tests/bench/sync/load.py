"""The phones: a client process that pushes, and one that follows at the same time or pulls."""

import asyncio
import multiprocessing
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.sync.http import Answer, Line, Request
from tests.bench.sync.protocols import Speaking

RETRY_S = 0.2
POLL_S = 0.02
SEND_AGAIN = (0, 429, 503)


@dataclass(slots=True)
class Pushed:
    """What phones saw: each request with its answer, in ``seconds`` by the clock.

    ``done`` counts for each phone the requests that it need not send again.
    """

    answers: list[tuple[Request, Answer]]
    seconds: float
    done: list[int]
    followed: list[set[str] | None] = field(default_factory=list)


def apart(run: Callable[[], Awaitable[Any]]) -> tuple[Any, float]:
    """Run in a process of its own; the result, and the processor seconds it took."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(run, there))
    process.start()
    there.close()
    try:
        found: tuple[Any, float] = here.recv()
    finally:
        process.join()
    return found


def _answer(run: Callable[[], Awaitable[Any]], there: Any) -> None:
    result = asyncio.run(run())  # type: ignore[arg-type]
    there.send((result, time.process_time()))


async def push(
    address: tuple[str, int], outboxes: Sequence[Sequence[Request]], *, within_s: float
) -> Pushed:
    """Let each phone push its outbox, one request after the other, until the time is up.

    A request that was begun in time is waited for; what was refused for now is sent again.
    """
    began_s = time.monotonic()
    told: list[tuple[Request, Answer]] = []

    async def phone(outbox: Sequence[Request]) -> int:
        line, done = Line(*address), 0
        while done < len(outbox) and time.monotonic() - began_s < within_s:
            answer = await line.ask(outbox[done])
            told.append((outbox[done], answer))
            if answer.status in SEND_AGAIN:
                await asyncio.sleep(RETRY_S)
            else:
                done += 1
        line.close()
        return done

    done = await asyncio.gather(*(phone(outbox) for outbox in outboxes))
    return Pushed(told, time.monotonic() - began_s, done)


async def push_followed(
    address: tuple[str, int],
    outboxes: Sequence[Sequence[Request]],
    speaking: Speaking,
    readers: Sequence[str],
    *,
    within_s: float,
) -> Pushed:
    """Push while readers with the tokens ``readers`` fetch what is new, again and again.

    After the last push they go on until there is nothing new any more. What each was told is None
    where the server has nothing to follow.
    """
    is_over = asyncio.Event()

    async def reader(token: str) -> set[str] | None:
        line, seen, after = Line(*address), set[str](), None
        while True:
            is_last_turn = is_over.is_set()
            answer = await line.ask(speaking.follow(token, after))
            ids: list[str] = []
            if answer.status == 404:
                line.close()
                return None
            if answer.status == 200:
                ids, after = speaking.heard(after, answer)
                seen.update(ids)
            if is_last_turn and answer.status == 200 and not ids:
                line.close()
                return seen
            await asyncio.sleep(POLL_S)

    following = [asyncio.create_task(reader(token)) for token in readers]
    pushed = await push(address, outboxes, within_s=within_s)
    is_over.set()
    pushed.followed = list(await asyncio.gather(*following))
    return pushed


async def ask_evenly(
    address: tuple[str, int], asked: Sequence[Request], *, a_second: float, within_s: float
) -> list[Answer]:
    """Let each phone ask its one thing again and again, all of them ``a_second`` in all."""
    every_s, began_s = len(asked) / a_second, time.monotonic()
    answers: list[Answer] = []

    async def phone(row: int, one: Request) -> None:
        line, due_s = Line(*address), began_s + row / a_second
        while due_s - began_s < within_s:
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            answers.append(await line.ask(one))
            due_s += every_s
        line.close()

    await asyncio.gather(*(phone(row, one) for row, one in enumerate(asked)))
    return answers


async def pull_to_head(
    address: tuple[str, int], speaking: Any, tokens: Sequence[str], collection: str, limit: int
) -> tuple[list[Any], list[Answer]]:
    """Pull all there is for each token, one after the other; the checkpoints, and all answers.

    Up to an empty page: that a list was pulled is news of it. It ends at the first that is not
    served.
    """
    ends, answers = [], []
    for token in tokens:
        line, after = Line(*address), None
        while True:
            one = speaking.pull(token, after, collection=collection, limit=limit)
            answer = await line.ask(one)
            answers.append(answer)
            if answer.status != 200:
                line.close()
                return ends, answers
            ids, after = speaking.heard(after, answer)
            if not ids:
                break
        line.close()
        ends.append(after)
    return ends, answers
