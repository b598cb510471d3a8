"""The database's side of the race: a database for each contender, and what is in it afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg

from tests.bench.sync.processor import parent_of, tree_seconds

SETTINGS = {
    "shared_buffers": "512MB",
    "effective_cache_size": "1536MB",
    "wal_buffers": "16MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
}
"""Of a small server in production, 2 GB for the database; the rest is PostgreSQL's default."""

SHOWN = ("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", *SETTINGS)


class Postgres:
    """One database of the cluster at ``url``."""

    def __init__(self, cluster_url: str, name: str) -> None:
        self.url = urlunsplit(urlsplit(cluster_url)._replace(path=f"/{name}"))
        with self._connected(cluster_url) as cluster:
            cluster.execute(f'CREATE DATABASE "{name}"')

    @staticmethod
    @contextmanager
    def _connected(url: str) -> Iterator[Any]:
        with psycopg.connect(url.replace("postgis", "postgresql", 1), autocommit=True) as one:
            yield one

    def settle(self) -> None:
        """Look at the tables that were just filled, and write out what is pending."""
        with self._connected(self.url) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")

    def seconds(self) -> float:
        """Processor seconds of the whole cluster."""
        with self._connected(self.url) as connection:
            [backend] = connection.execute("SELECT pg_backend_pid()").fetchone()
            return tree_seconds(parent_of(backend))

    def ids(self, query: str) -> set[str]:
        """Return the ids that ``query`` finds."""
        with self._connected(self.url) as connection:
            return {str(one) for [one] in connection.execute(query)}

    def shown(self) -> dict[str, str]:
        """Return the settings that the figures depend on."""
        with self._connected(self.url) as connection:
            return {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in SHOWN}

    def version(self) -> str:
        """Name the server and its PostGIS."""
        with self._connected(self.url) as connection:
            [number] = connection.execute("SHOW server_version").fetchone()
            row = connection.execute(
                "SELECT extversion FROM pg_extension WHERE extname = 'postgis'"
            ).fetchone()
        return f"PostgreSQL {number.split()[0]}" + (f" with PostGIS {row[0]}" if row else "")


class Embedded:
    """A database in a file; its processor seconds are the server's."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "race.sqlite3"
        self.url = f"spatialite:///{self.path}"

    def settle(self) -> None:
        """Nothing: it looks at nothing beforehand."""

    def seconds(self) -> float:
        """None of its own."""
        return 0.0

    def ids(self, query: str) -> set[str]:
        """Return the ids that ``query`` finds."""
        with sqlite3.connect(self.path) as connection:
            return {str(UUID(one)) for [one] in connection.execute(query)}

    def shown(self) -> dict[str, str]:
        """Return the settings that the figures depend on, as `backend.env` sets them."""
        return {"journal_mode": "WAL", "synchronous": "FULL"}

    def version(self) -> str:
        """Name the library."""
        return f"SQLite {sqlite3.sqlite_version}"


Database = Postgres | Embedded
