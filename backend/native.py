"""Finds SQLite with extensions, SpatiaLite, GEOS and GDAL; settings import it before anything else.

GEOS and GDAL come out of the wheels of shapely and pyogrio, so no system library but mod_spatialite
is needed, and both databases compute with the same versions everywhere.
"""

import sqlite3
import sys
from pathlib import Path

# pyogrio has to be loaded before mod_spatialite is, else the process dies at exit.
import pyogrio
import shapely

SPATIALITE_PACKAGE = "libsqlite3-mod-spatialite"


def library_beside(package_file: str | None, pattern: str) -> str | None:
    """Path of the one shared library that a wheel ships in its ``.libs`` folder.

    ``package_file`` is the ``__file__`` of the wheel's package; the file names carry a hash, hence
    the pattern. None where the package was built against the system's own library.
    """
    package = Path(package_file or "").parent
    found = sorted(package.parent.glob(f"{package.name}.libs/{pattern}"))
    return str(found[0]) if found else None


def use_sqlite_with_extensions() -> None:
    """Swap pysqlite3 in where Python was built without loadable SQLite extensions."""
    if hasattr(sqlite3.Connection, "enable_load_extension"):
        return
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


GEOS_LIBRARY_PATH = library_beside(shapely.__file__, "libgeos_c-*")
GDAL_LIBRARY_PATH = library_beside(pyogrio.__file__, "libgdal-*")

use_sqlite_with_extensions()
