"""Starts what the phones talk to: gunicorn as in production, whatever it serves."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from backend.demo.server import HOST, free_port

READY_WITHIN_S = 60.0
KEEP_ALIVE_S = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs, and the process that all its others descend from."""

    address: tuple[str, int]
    pid: int


@contextmanager
def serving(
    application: str,
    environment: Mapping[str, str],
    *,
    workers: int,
    threads: int,
    health: str = "/healthz",
) -> Iterator[Server]:
    """Serve ``application`` (module:name) inside the block. Raises RuntimeError."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}"),
        *("--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)),
        *("--keep-alive", str(KEEP_ALIVE_S), "--log-level", "warning", "--no-control-socket"),
        *("--graceful-timeout", "3"),
    ]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        _wait_until_ready(port, health, process)
        yield Server((HOST, port), process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_ready(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    deadline_s = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline_s and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"nothing answered at {HOST}:{port}{path}")
