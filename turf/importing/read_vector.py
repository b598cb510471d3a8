"""Reads GeoJSON, GeoPackage and Shapefile by GDAL, kept on a short leash."""

import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from turf.importing.faults import CrsUnknown, FileUnreadable, FormatUnknown
from turf.importing.table import Table, column, texts

# What a file of each ending must begin with, and the one driver that may open it. GDAL picks the
# driver by content, and some of its drivers run commands or open connections named in the file.
DRIVERS = {
    ".geojson": ("GeoJSON", rb"\s*(?:\xef\xbb\xbf)?\s*\{"),
    ".json": ("GeoJSON", rb"\s*(?:\xef\xbb\xbf)?\s*\{"),
    ".gpkg": ("GPKG", rb"SQLite format 3\0"),
    ".shp": ("ESRI Shapefile", rb"\x00\x00\x27\x0a"),
}
_HEAD = 65_536
# A GeoJSON may name its coordinate system by a link, which GDAL would fetch: no proxy, no network.
pyogrio.set_gdal_config_options(
    {"GDAL_HTTP_PROXY": "http://127.0.0.1:0", "GDAL_HTTPS_PROXY": "http://127.0.0.1:0"}
)
_CRS = re.compile(
    rb'"crs"\s*:\s*\{[^{}]*"properties"\s*:\s*\{[^{}]*"(?:name|code)"\s*:\s*"?([^"}\s]*)'
)
_ANY_CRS = re.compile(rb'"crs"\s*:\s*\{')


def read_vector(path: Path) -> Table:
    """Read a map file's only layer, its coordinates turned into WGS84 degrees.

    Raises FormatUnknown when the content is not what the ending says, FileUnreadable when GDAL
    cannot read it or it holds several layers, CrsUnknown when its coordinate system is missing or
    unheard of.
    """
    driver, start = DRIVERS[path.suffix.lower()]
    with path.open("rb") as raw:
        head = raw.read(_HEAD)
    if not re.match(start, head):
        raise FormatUnknown(
            f"{path.name} is not a {driver} file, whatever its ending says: open it in the program"
            " it came from and export GeoJSON, GeoPackage, Shapefile or CSV."
        )
    # The prefix keeps GDAL from asking any other of its JSON drivers.
    source = f"GeoJSON:{path.resolve()}" if driver == "GeoJSON" else str(path.resolve())
    meta, wkb, values, notices = _read(source, path.name, driver)
    geometry, mended = _geometry(wkb)
    declared = _declared_crs(path, head) if driver == "GeoJSON" else meta["crs"]
    geometry = _to_degrees(geometry, declared, path.name)
    columns = {str(name): texts(cells) for name, cells in zip(meta["fields"], values, strict=True)}
    if mended:
        notices.append(f"{path.name}: {mended} rings that did not close were closed.")
    line = np.arange(1, len(geometry) + 1, dtype=np.intp)
    return Table(path.name, columns, line, geometry, tuple(notices))


def _read(
    source: str, name: str, driver: str
) -> tuple[dict[str, Any], NDArray[np.object_], list[NDArray[np.object_]], list[str]]:
    """Let GDAL read the file; its warnings become sentences."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            layers = [str(layer[0]) for layer in pyogrio.list_layers(source)]
            if len(layers) != 1:
                raise FileUnreadable(
                    f"{name} holds {len(layers)} layers ({', '.join(layers)}): export one alone."
                )
            meta, _, wkb, values = pyogrio.raw.read(source, force_2d=True)
        except UnboundLocalError as error:
            # What pyogrio 0.13 ends in where GDAL cannot write out what a .prj says.
            raise CrsUnknown(
                f"{name} says of its coordinate system what nobody can read (a Shapefile does so in"
                " its .prj file): export it again with the coordinate system, best as GeoJSON."
            ) from error
        except (DataSourceError, DataLayerError, FeatureError, ValueError) as error:
            reason = str(error).replace(source, name).partition(";")[0]
            raise FileUnreadable(
                f"{name} cannot be read as {driver} ({reason}): fetch or export it again."
            ) from error
    if wkb is None:
        raise FileUnreadable(f"{name} holds no geometry: save it as CSV and load that.")
    return meta, wkb, values, sorted({f"{name}: {entry.message}" for entry in caught})


def _geometry(wkb: NDArray[np.object_]) -> tuple[NDArray[np.object_], int]:
    """Turn WKB into geometries, closing rings that do not close, and count those."""
    shapes = column(shapely.from_wkb(wkb, on_invalid="ignore").tolist())
    is_given = np.array([cell is not None for cell in wkb], dtype=bool)
    lost = np.flatnonzero(shapely.is_missing(shapes) & is_given)
    if len(lost):
        shapes[lost] = shapely.from_wkb(wkb[lost], on_invalid="fix")
    return shapes, len(lost)


def _declared_crs(path: Path, head: bytes) -> str:
    """Return what a GeoJSON says of its coordinates; GDAL passes over what it does not know.

    Empty where it says so in another way than by a name, as by a link.
    """
    with path.open("rb") as raw:
        raw.seek(max(0, path.stat().st_size - _HEAD))
        tail = raw.read()
    found = _CRS.search(head) or _CRS.search(tail)
    if not found:
        return "" if _ANY_CRS.search(head) or _ANY_CRS.search(tail) else "OGC:CRS84"
    name = found.group(1).decode("utf-8", "replace")
    return f"EPSG:{name}" if name.isdecimal() else name


def _to_degrees(geometry: NDArray[np.object_], declared: object, name: str) -> NDArray[np.object_]:
    """Turn coordinates into WGS84 longitude and latitude. Raises CrsUnknown."""
    if not declared:
        raise CrsUnknown(
            f"{name} does not say in which coordinate system it is (a Shapefile says so in its .prj"
            " file): export it again with the coordinate system, best as GeoJSON."
        )
    try:
        crs = pyproj.CRS.from_user_input(declared)
        turn = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except pyproj.exceptions.ProjError as error:
        raise CrsUnknown(
            f"{name} names the coordinate system {str(declared)[:80]!r}, which nobody knows:"
            " export it again in WGS84 (EPSG:4326)."
        ) from error
    if crs.to_epsg() == 4326 or crs.to_authority() == ("OGC", "CRS84"):
        return geometry
    turned = shapely.transform(geometry, turn.transform, interleaved=False)
    return column(turned.tolist())
