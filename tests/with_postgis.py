"""Runs a command with DATABASE_URL pointing at a throw-away PostGIS cluster.

    python -m tests.with_postgis COMMAND [ARGUMENT …]

The cluster listens on a loopback port of its own, lives in a temporary folder, and is stopped and
removed however the command ends. The exit code is the command's. DATABASE_ROLE names a role that
owns nothing, as in production.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.demo.server import free_port
from tests.database_roles import APPLICATION, OWNER, SUPERUSER, make_roles


def binaries() -> Path:
    """Folder of the newest PostgreSQL server; raises SystemExit with the mending line."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        sys.exit("PostgreSQL with PostGIS is not installed; run: make setup-test")
    return found[-1].parent


def as_server_user(*command: str) -> list[str]:
    """The command, run as ``postgres`` where we are root: the server refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


@contextmanager
def cluster(**given: str) -> Iterator[str]:
    """Start a cluster with the settings ``given``, yield its DATABASE_URL, stop and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="stoop-postgis-"))
    data, port, at = folder / "data", free_port(), binaries()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    initdb = [str(at / "initdb"), "-D", str(data), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"]
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60"
    settings += "".join(f" -c {name}={value}" for name, value in given.items())
    start = [str(at / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    try:
        subprocess.run(as_server_user(*initdb, "--locale=C.UTF-8"), **quiet)
        subprocess.run(as_server_user(*start, "-o", settings, "start"), **quiet)
        make_roles(port)
        yield f"postgis://{OWNER}@127.0.0.1:{port}/postgres"
    finally:
        stop = [str(at / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
        subprocess.run(as_server_user(*stop), check=False, stdout=subprocess.DEVNULL, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command of the arguments inside a cluster."""
    with cluster() as url:
        secret = {"SECRET_KEY": "only-for-tests-" * 5}
        chosen = {"DATABASE_URL": url, "DATABASE_ROLE": APPLICATION}
        environment = {**secret, **os.environ, **chosen}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
