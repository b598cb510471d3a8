"""The site as it is really served, which can be killed and started again at the same place."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from typing import Any

from backend.demo.server import HOST, LOCAL, free_port, gunicorn

READY_WITHIN_S = 60
SECRET = "only-for-tests-" * 5


class RealServer:
    """One gunicorn, as in production but without TLS, on ``port`` before ``database_url``."""

    def __init__(self, database_url: str) -> None:
        self.port = free_port()
        self.address = (HOST, self.port)
        self._environment = {
            "SECRET_KEY": SECRET,
            **os.environ,
            **LOCAL,
            "DATABASE_URL": database_url,
            "LOG_LEVEL": "CRITICAL",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve. Raises RuntimeError when the server does not come up."""
        self._process = subprocess.Popen(
            [*gunicorn(self.port), "--log-level", "critical"],
            env=self._environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + READY_WITHIN_S
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server did not come up")
            time.sleep(0.05)

    def is_ready(self) -> bool:
        """Tell whether it answers."""
        connection = HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """Kill it with all its processes, as a power cut would: nothing is tidied up."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
            self._process = None


@contextmanager
def real_server(database_url: str) -> Iterator[RealServer]:
    """Serve inside the block."""
    server = RealServer(database_url)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def url_of(settings: dict[str, Any]) -> str:
    """The DATABASE_URL of a connection's settings, so that another process finds its database."""
    name = settings["NAME"]
    if "spatialite" in settings["ENGINE"]:
        return f"spatialite:///{name}"
    user, password = settings["USER"], settings["PASSWORD"]
    who = f"{user}:{password}" if password else user
    return f"postgis://{who}@{settings['HOST']}:{settings['PORT']}/{name}"
