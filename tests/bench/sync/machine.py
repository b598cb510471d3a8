"""Where and when a race was run: figures mean nothing without it."""

import os
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import NamedTemporaryFile

PACKAGES = ("Django", "djangorestframework", "psycopg", "gunicorn", "kinto")
CORES = 2
SYNCS = 50


def two_cores() -> list[int]:
    """Keep this process, and all that it starts, to two cores; which."""
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    os.sched_setaffinity(0, cores)
    return cores


def lines(folder: Path, cores: list[int]) -> list[str]:
    """Tell the date, the machine and the versions."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return [
        f"{now}; {_processor()}, {len(cores)} of {os.cpu_count()} cores, {_memory_gb():.0f} GB; "
        f"load before: {load}",
        f"Linux {platform.release()}, Python {platform.python_version()}, "
        + ", ".join(f"{name} {number}" for name, number in _versions()),
        f"One 8 kB write with fsync takes {_fsync_ms(folder):.2f} ms where the databases lie",
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _versions() -> list[tuple[str, str]]:
    found = []
    for name in PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found


def _fsync_ms(folder: Path) -> float:
    """Median of a few; a machine that does not really write shows here."""
    took = []
    with NamedTemporaryFile(dir=folder) as file:
        for _ in range(SYNCS):
            file.write(b"\0" * 8192)
            file.flush()
            began_s = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began_s)
    return sorted(took)[SYNCS // 2] * 1000
