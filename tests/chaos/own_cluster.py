"""A PostgreSQL of a test's own, which may be killed and whose disk may fill up."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from backend.demo.server import free_port
from tests.database_roles import OWNER, SUPERUSER, make_roles
from tests.with_postgis import as_server_user, binaries

DISK_MB = 256
GONE_WITHIN_S = 20
SETTINGS = (
    "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=40"
    " -c shared_buffers=16MB -c min_wal_size=2MB -c max_wal_size=8MB"
)


class OwnCluster:
    """One cluster below ``folder``; ``is_small`` tells whether that is a disk of `DISK_MB`."""

    def __init__(self, folder: Path, *, is_small: bool) -> None:
        self.folder, self.is_small = folder, is_small
        self.data, self.ballast = folder / "data", folder / "ballast"
        self.port = free_port()
        self.url = f"postgis://{OWNER}@127.0.0.1:{self.port}/postgres"
        self.dsn = f"host=127.0.0.1 port={self.port} user={OWNER} dbname=postgres"

    def make(self) -> None:
        """Make the cluster on the disk, with journal files that fit it."""
        how = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--wal-segsize=1"]
        self._run("initdb", *how)

    def start(self) -> None:
        """Start it, and recover what a crash left."""
        options = f"-p {self.port} {SETTINGS}"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def kill(self) -> None:
        """Kill all its processes at once, as a power cut would; raises TimeoutError."""
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)  # so that it has no more children while we look
        processes = [postmaster, *children_of(postmaster)]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        deadline = time.monotonic() + GONE_WITHIN_S
        while any(is_running(process) for process in processes):
            if time.monotonic() > deadline:
                raise TimeoutError("killed processes that do not go")
            time.sleep(0.02)
        # Where nobody buries the dead, their number is still taken, and would pass for a server.
        (self.data / "postmaster.pid").unlink()

    def fill_disk(self) -> None:
        """Leave not one byte."""
        with suppress(OSError), self.ballast.open("ab", buffering=0) as ballast:
            while True:
                ballast.write(bytes(4096))

    def free_disk(self) -> None:
        self.ballast.unlink()

    def remove(self) -> None:
        """Stop it, however it stands."""
        with suppress(RuntimeError):
            self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = as_server_user(str(binaries() / program), "-D", str(self.data), *arguments)
        quiet = subprocess.DEVNULL
        done = subprocess.run(command, stdout=quiet, stderr=quiet, cwd=self.folder, check=False)
        if done.returncode:
            log = self.folder / "log"
            said = log.read_text()[-2000:] if log.exists() else ""
            raise RuntimeError(f"{program} failed: {said}")


@contextmanager
def own_cluster() -> Iterator[OwnCluster]:
    """Run a cluster inside the block, on a small disk where one may be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="stoop-chaos-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
    is_small = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = OwnCluster(folder, is_small=is_small)
    try:
        cluster.make()
        cluster.start()
        make_roles(cluster.port)
        yield cluster
    finally:
        cluster.remove()
        if is_small:
            subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def children_of(parent: int) -> list[int]:
    """Processes that ``parent`` started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(stat.parent.name))
    return found


def is_running(process: int) -> bool:
    """Tell whether a process runs; one that is dead and not yet buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
