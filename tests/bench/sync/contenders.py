"""Who races: what is served, on which database, in which words, and what it keeps."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.bench.sync.database import Database
from tests.bench.sync.evenings import make_up_plan
from tests.bench.sync.kinto_settings import settings
from tests.bench.sync.protocols import Kinto, Ours, Plain, Speaking
from tests.bench.sync.rules import Rules
from tests.bench.sync.server import Server, serving

OURS, EMBEDDED = "ours", "ours on SpatiaLite"
PLAIN, KINTO, KINTO_SHARED = "plain DRF", "Kinto", "Kinto, one collection"
SECRET = {"SECRET_KEY": "only-for-the-race-" * 4, "HTTPS": "0", "LOG_LEVEL": "ERROR"}
DJANGO = {"DJANGO_SETTINGS_MODULE": "backend.settings"}
QUIET = {"PYTHONWARNINGS": "ignore"}
PLAIN_DJANGO = {"DJANGO_SETTINGS_MODULE": "tests.bench.sync.plain.settings"}

# Makes of a database, a folder and the rules the plan of the phones.
Prepare = Callable[[Database, Path, Rules], dict[str, Any]]
Serve = Callable[[Database, Path, Rules], AbstractContextManager[Server]]


@dataclass(frozen=True, slots=True)
class Contender:
    """``kept`` is the query for the ids of all knocks that are there.

    ``has_scopes`` tells that a reader is told of its own phone's knocks alone.
    """

    speaking: Speaking
    prepare: Prepare
    serve: Serve
    kept: str
    needs: tuple[str, ...] = ()
    is_embedded: bool = False
    has_scopes: bool = False


def lay(environment: Mapping[str, str]) -> Prepare:
    """Make what lays the ground with the project's own models."""

    def prepare(database: Database, folder: Path, rules: Rules) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.bench.sync.ground"]
        laid = subprocess.run(
            [*command, str(rules.phones), str(rules.rounds)],
            env={**os.environ, **SECRET, **environment, "DATABASE_URL": database.url},
            stdout=subprocess.PIPE,
            check=True,
        )
        plan: dict[str, Any] = json.loads(laid.stdout)
        return plan

    return prepare


def serve_django(environment: Mapping[str, str], *, workers: int | None = None) -> Serve:
    """Make what serves a Django project; ``workers`` where the database takes no more."""

    def serve(database: Database, folder: Path, rules: Rules) -> AbstractContextManager[Server]:
        here = {**SECRET, **environment, "DATABASE_URL": database.url}
        return serving(
            "backend.wsgi", here, workers=workers or rules.workers, threads=rules.threads
        )

    return serve


def prepare_kinto(database: Database, folder: Path, rules: Rules) -> dict[str, Any]:
    """Make its tables; it knows nothing of lists, so the phones' plan is made up."""
    ini = folder / "kinto.ini"
    ini.write_text(settings(database.url))
    migrate = "import sys; from kinto.__main__ import main; sys.exit(main(sys.argv[1:]))"
    subprocess.run(
        [sys.executable, "-c", migrate, "migrate", "--ini", str(ini)],
        env={**os.environ, **QUIET},
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return make_up_plan(rules.phones, rules.rounds)


def kinto(*, is_shared: bool) -> Contender:
    """Make a contender of Kinto; see `Kinto` for ``is_shared``."""
    speaking = Kinto(is_shared=is_shared)

    @contextmanager
    def serve(database: Database, folder: Path, rules: Rules) -> Iterator[Server]:
        here = {**QUIET, "KINTO_INI": str(folder / "kinto.ini")}
        with serving(
            "tests.bench.sync.kinto_app",
            here,
            workers=rules.workers,
            threads=rules.threads,
            health="/v1/__heartbeat__",
        ) as server:
            tokens = [one["token"] for one in make_up_plan(rules.phones, 0)["phones"]]
            collections = sorted({speaking.collection(token) for token in tokens})
            for path in ("/buckets/canvass", *collections):
                _make_writable(server, f"/v1{path}")
            yield server

    return Contender(
        speaking,
        prepare_kinto,
        serve,
        "SELECT id FROM objects WHERE resource_name = 'record' AND NOT deleted",
        needs=("kinto", "psycopg2"),
        has_scopes=not is_shared,
    )


def _make_writable(server: Server, path: str) -> None:
    """Make what lies at ``path``, for every phone to write in."""
    everybody = {"permissions": {"write": ["system.Authenticated"]}}
    connection = HTTPConnection(*server.address)
    connection.request("PUT", path, json.dumps(everybody), Kinto.headers("maker"))
    answer = connection.getresponse()
    connection.close()
    if answer.status != 201:
        raise RuntimeError(f"Kinto answered {answer.status} for {path}")


CONTENDERS = {
    OURS: Contender(
        Ours(),
        lay(DJANGO),
        serve_django(DJANGO),
        "SELECT uid FROM canvass_knock",
        has_scopes=True,
    ),
    PLAIN: Contender(
        Plain(), lay(PLAIN_DJANGO), serve_django(PLAIN_DJANGO), "SELECT uid FROM plain_plainknock"
    ),
    KINTO: kinto(is_shared=False),
    KINTO_SHARED: kinto(is_shared=True),
    EMBEDDED: Contender(
        Ours(),
        lay(DJANGO),
        serve_django(DJANGO, workers=1),
        "SELECT uid FROM canvass_knock",
        is_embedded=True,
        has_scopes=True,
    ),
}
