"""Processor seconds of a process and all below it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree_seconds(pid: int) -> float:
    """Seconds that ``pid`` and its children took so far, those that ended included."""
    ticks, waiting = 0, [str(pid)]
    while waiting:
        process = Path("/proc") / waiting.pop()
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            for thread in (process / "task").iterdir():
                waiting += (thread / "children").read_text().split()
        except OSError:  # It has ended: its parent counts it from now on.
            continue
        # utime, stime, and those of children that were waited for.
        ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def parent_of(pid: int) -> int:
    """Return the process that started ``pid``."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
