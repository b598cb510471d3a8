"""Shows how far a long command is: a bar on a terminal, else a line every ten seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

EVERY_S = 10.0
Show = Callable[[str, int, int], None]


@contextmanager
def shown_progress(stderr: Any) -> Iterator[Show]:
    """Give a function that is told stage, done and total, and shows them on ``stderr``."""
    if not stderr.isatty():
        yield _lines(stderr)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total or None)

        yield show


def _lines(stderr: Any) -> Show:
    """Return a function that writes a line when the last one is ten seconds old."""
    told_at = monotonic()

    def show(stage: str, done: int, total: int) -> None:
        nonlocal told_at
        if monotonic() - told_at >= EVERY_S:
            told_at = monotonic()
            stderr.write(f"{stage}: {done:,} of {total:,}" if total else stage)

    return show
