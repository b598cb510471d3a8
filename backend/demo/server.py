"""Runs the real server for as long as it is needed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

HOST = "127.0.0.1"
READY_WITHIN_S = 60
THREADS = 8
LOCAL = {"HTTPS": "0", "ADMIN": "1"}


def gunicorn(port: int) -> list[str]:
    """The command line that serves the site: one process, as SQLite wants it, many threads."""
    return [
        *(sys.executable, "-m", "gunicorn", "backend.wsgi", "--bind", f"{HOST}:{port}"),
        *("--worker-class", "gthread", "--threads", str(THREADS), "--log-level", "warning"),
        *("--graceful-timeout", "5", "--no-control-socket"),
    ]


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Tell whether ``port`` can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0


@contextmanager
def served(port: int) -> Iterator[tuple[str, int]]:
    """Serve on ``port`` inside the block, and stop at its end.

    Raises RuntimeError when the server does not come up.
    """
    process = subprocess.Popen(gunicorn(port), env={**os.environ, **LOCAL})  # noqa: S603 (our own)
    try:
        _wait_until_ready(port, process)
        yield HOST, port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"the server did not come up on {HOST}:{port}")
