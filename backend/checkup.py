"""What has to be there for Stoop to run, and the line that mends what is not."""

import platform
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pyogrio
import shapely
from django.contrib.gis.gdal import gdal_version
from django.contrib.gis.geos.libgeos import geos_version
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from backend import env, native
from canvass.audit_log.append_only import check_audit_log
from canvass.change_log.check import MEND, check_change_log
from turf.tenancy.check import check_tenancy
from turf.tenancy.rights import role_of


class Broken(Exception):
    """A part that does not work: what is seen, and the line that mends it."""

    def __init__(self, seen: str, mend: str) -> None:
        super().__init__(seen)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: what was seen, and how to mend it (empty where it works)."""

    part: str
    seen: str
    mend: str

    @property
    def is_well(self) -> bool:
        """Nothing to mend."""
        return not self.mend


def check_up() -> list[Finding]:
    """Look at every part; a broken one never hides the others."""
    return [_look(part, look) for part, look in PARTS.items()]


def _look(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, look(), "")
    except Broken as broken:
        return Finding(part, str(broken), broken.mend)
    except Exception as error:  # whatever a native library throws must not hide the other parts
        return Finding(part, f"{type(error).__name__}: {error}", "make setup")


def _python() -> str:
    return f"{platform.python_version()} at {sys.prefix}"


def _sqlite() -> str:
    if not hasattr(sqlite3.Connection, "enable_load_extension"):
        raise Broken("cannot load extensions", "make setup")
    return f"{sqlite3.sqlite_version} (from {sqlite3.__name__})"


def _spatialite() -> str:
    memory = sqlite3.connect(":memory:")
    try:
        memory.enable_load_extension(True)
        memory.load_extension("mod_spatialite")
        return str(memory.execute("SELECT spatialite_version()").fetchone()[0])
    except sqlite3.Error as error:
        raise Broken(
            "mod_spatialite cannot be loaded",
            f"apt-get update && apt-get install -y {native.SPATIALITE_PACKAGE}",
        ) from error
    finally:
        memory.close()


def _geos() -> str:
    return f"{geos_version().decode().split('-')[0]} (from shapely {shapely.__version__})"


def _gdal() -> str:
    return f"{gdal_version().decode()} (from pyogrio {pyogrio.__version__})"


def _database() -> str:
    where = "SpatiaLite" if connection.vendor == "sqlite" else "PostGIS"
    try:
        with connection.cursor() as cursor:
            if where == "SpatiaLite":
                return f"SpatiaLite at {connection.settings_dict['NAME']}"
            cursor.execute("SELECT name FROM pg_available_extensions WHERE name = 'postgis'")
            if cursor.fetchone() is None:
                raise Broken("PostgreSQL without PostGIS", "apt-get install -y postgresql-postgis")
            return "PostGIS answers"
    except Broken:
        raise
    except Exception as error:
        raise Broken(
            f"{where} does not answer", "export DATABASE_URL=…  # " + env.DATABASE_URL.meaning
        ) from error


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise Broken(f"{len(waiting)} not applied", "manage.py migrate")
    return "all applied"


def _change_log() -> str:
    wrong = check_change_log(databases=[connection.alias])
    if wrong:
        raise Broken(wrong[0].msg, MEND)
    return "whole"


def _tenancy() -> str:
    if connection.vendor == "sqlite":
        return "querysets alone: SpatiaLite has no row-level security"
    wrong = check_tenancy(databases=[connection.alias])
    if wrong:
        raise Broken(wrong[0].msg, str(wrong[0].hint))
    return f"row-level security binds {role_of(connection) or 'the role that signs in'}"


def _audit() -> str:
    wrong = check_audit_log(databases=[connection.alias])
    if wrong:
        raise Broken(wrong[0].msg, MEND)
    return "append-only"


def _web() -> str:
    if not any((env.ROOT / "backend" / "web" / "dist").glob("*.js")):
        raise Broken("the pages' scripts are not built", "manage.py build_web")
    return "built"


PARTS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "SQLite": _sqlite,
    "SpatiaLite": _spatialite,
    "GEOS": _geos,
    "GDAL": _gdal,
    "database": _database,
    "migrations": _migrations,
    "change log": _change_log,
    "tenancy": _tenancy,
    "audit": _audit,
    "web build": _web,
}
