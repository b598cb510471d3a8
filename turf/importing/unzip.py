"""Opens zipped map files without trusting them."""

import lzma
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from turf.importing.faults import FileUnreadable, FormatUnknown, ZipRefused, listed

MAX_ENTRIES = 200
MAX_BYTES = 200_000_000
MAX_RATIO = 100
READABLE = (".shp", ".gpkg", ".geojson", ".json", ".csv")
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


@contextmanager
def unzipped(path: Path) -> Iterator[Path]:
    """Give the one readable file of a zip, unpacked for as long as the block runs.

    Raises ZipRefused beyond 200 entries, 200 MB or 100:1, for links, passwords and names that
    leave the folder; FileUnreadable for a damaged or truncated zip; FormatUnknown when it holds
    no readable file, or several.
    """
    with tempfile.TemporaryDirectory(prefix="stoop-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, path, Path(folder))
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            EOFError,
            NotImplementedError,
            ValueError,
            OSError,
        ) as error:
            raise FileUnreadable(
                f"{path.name} is not a whole zip file ({error}): fetch it again."
            ) from error
        yield _only_readable(Path(folder), path.name)


def _unpack(archive: zipfile.ZipFile, path: Path, folder: Path) -> None:
    """Write every entry to ``folder``, counting bytes as they come."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_ENTRIES:
        raise ZipRefused(f"{path.name} holds {len(entries)} files, at most {MAX_ENTRIES} are read.")
    limit = min(MAX_BYTES, MAX_RATIO * path.stat().st_size)
    written = 0
    for entry in entries:
        target = folder / _safe_name(entry, path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as packed, target.open("wb") as plain:
            while chunk := packed.read(_CHUNK):
                written += len(chunk)
                if written > limit:
                    raise ZipRefused(
                        f"{path.name} unpacks to more than {MAX_BYTES // 1_000_000} MB or"
                        f" {MAX_RATIO} times its size: unpack it yourself and load the file inside."
                    )
                plain.write(chunk)


def _safe_name(entry: zipfile.ZipInfo, zip_name: str) -> PurePosixPath:
    """Return the entry's name. Raises ZipRefused when it is a link, locked, or leads elsewhere."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
        raise ZipRefused(f"{zip_name} holds a file that would land outside its folder.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ZipRefused(f"{zip_name} holds a link; zip the file itself.")
    if entry.flag_bits & _ENCRYPTED:
        raise ZipRefused(f"{zip_name} is locked with a password: unpack it first.")
    return name


def _only_readable(folder: Path, zip_name: str) -> Path:
    """Find the one file to read. Raises FormatUnknown when there is none, or a choice."""
    found = sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in READABLE
        and "__MACOSX" not in file.parts
        and not file.name.startswith(".")
    )
    if len(found) == 1:
        return found[0]
    names = listed(str(file.relative_to(folder)) for file in found)
    raise FormatUnknown(
        f"{zip_name} must hold exactly one of {listed(READABLE)}; found: {names}."
        " Unpack it and name the file to load."
    )
