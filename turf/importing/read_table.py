"""Opens any file that holds ground."""

import os
from pathlib import Path

from turf.importing.faults import FileMissing, FileUnreadable, FormatUnknown, listed
from turf.importing.read_csv import read_csv
from turf.importing.read_vector import DRIVERS, read_vector
from turf.importing.table import Table
from turf.importing.unzip import unzipped

ENDINGS = (*DRIVERS, ".csv", ".zip")


def read_table(path: str | os.PathLike[str], *, layer: str) -> Table:
    """Read a GeoJSON, GeoPackage, Shapefile, CSV, or one of them zipped.

    ``layer`` is precincts, streets, addresses or people. Raises FileMissing, FormatUnknown for
    another ending, and what `read_csv`, `read_vector` and `unzipped` raise.
    """
    file = Path(path)
    _check(file)
    if file.suffix.lower() == ".zip":
        with unzipped(file) as inside:
            return _read(inside, layer)
    return _read(file, layer)


def _check(file: Path) -> None:
    """Raise unless ``file`` is an ordinary file whose ending is known."""
    if not file.is_file():
        kind = "is a folder" if file.is_dir() else "does not exist"
        raise FileMissing(f"{file} {kind}: check the path.")
    if file.suffix.lower() not in ENDINGS:
        raise FormatUnknown(
            f"{file.name} ends in {file.suffix or 'nothing'!r}; what can be read ends in"
            f" {listed(ENDINGS)}."
        )
    if not os.access(file, os.R_OK):
        raise FileMissing(f"{file} may not be read by this user: check its permissions.")
    if file.stat().st_size == 0:
        raise FileUnreadable(f"{file.name} is empty.")


def _read(file: Path, layer: str) -> Table:
    """Read a file that is not a zip."""
    if file.suffix.lower() == ".csv":
        return read_csv(file, layer=layer)
    return read_vector(file)
