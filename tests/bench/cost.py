"""What a contender costs: wall seconds, processor seconds, and memory of all its processes."""

import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench.task import Tell, Walks
from turf.errors import StoopError

LEAST_WAIT_S, MOST_WAIT_S = 0.05, 1.0
# Looking at memory may take up to this share of the time of one core.
LOOKING_SHARE = 0.03


class ContenderFailed(StoopError):
    """A contender ended without walks; what it died of stands on stderr."""

    code = "contender_failed"


@dataclass(frozen=True, slots=True)
class Cost:
    """``processor_s`` counts every process; ``peak_mb`` is what all of them took at one time.

    It is beyond ``held_mb``, what the race held when it began; pages that processes share count
    once.
    """

    seconds: float
    processor_s: float
    held_mb: float
    peak_mb: float


def run_alone(name: str, run: Callable[[Tell], Walks], tell: Tell) -> tuple[Walks, Cost]:
    """Run in a fork, so that memory and processor time are its own. Raises ContenderFailed."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(run, there))
    held_mb = _memory_mb()
    process.start()
    there.close()
    peak_mb = 0.0
    try:
        while True:
            peak_mb = max(peak_mb, _peak_mb_until_heard(here) - held_mb)
            told = here.recv()
            if len(told) > 2:
                break
            tell(*told)
    except EOFError as error:
        raise ContenderFailed(f"{name} ended without walks; see above") from error
    finally:
        process.join()
    walks, seconds, processor_s, grown_mb = told
    return walks, Cost(seconds, processor_s, held_mb, max(peak_mb, grown_mb))


def _answer(run: Callable[[Tell], Walks], there: Connection) -> None:
    before, started = _used(), time.perf_counter()
    walks = run(lambda done, total: there.send((done, total)))
    seconds, after = time.perf_counter() - started, _used()
    there.send((walks, seconds, *(after[at] - before[at] for at in (0, 1))))


def _used() -> tuple[float, float]:
    """Processor seconds of this process and those it has waited for; its own most megabytes."""
    own, children = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = sum(one.ru_utime + one.ru_stime for one in (own, children))
    return seconds, own.ru_maxrss / 1024


def _peak_mb_until_heard(here: Connection) -> float:
    """Look at the memory time and again until there is something to receive."""
    peak_mb, wait_s = 0.0, LEAST_WAIT_S
    while not here.poll(wait_s):
        started = time.thread_time()
        peak_mb = max(peak_mb, _memory_mb())
        looked_s = time.thread_time() - started
        wait_s = min(max(LEAST_WAIT_S, looked_s / LOOKING_SHARE), MOST_WAIT_S)
    return peak_mb


def _memory_mb() -> float:
    """Megabytes of this process and all below it, shared pages counted once; 0 if not known."""
    kilobytes, waiting = 0, [str(os.getpid())]
    while waiting:
        process = Path("/proc") / waiting.pop()
        try:
            rollup = (process / "smaps_rollup").read_text()
            for thread in (process / "task").iterdir():
                waiting += (thread / "children").read_text().split()
        except OSError:  # It has ended, or this system has no such files.
            continue
        kilobytes += int(rollup.partition("Pss:")[2].split()[0])
    return kilobytes / 1024
