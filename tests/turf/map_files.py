"""Small map files for tests, in a made-up town of blocks around (-75.16, 39.95)."""

import csv
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

WEST, SOUTH, SIDE = -75.16, 39.95, 0.01


def square(column: int = 0, row: int = 0) -> shapely.Polygon:
    """The ground of one precinct: about 850 by 1100 m."""
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    return shapely.box(west, south, west + SIDE, south + SIDE)


def write_geojson(
    path: Path, rows: Iterable[tuple[Mapping[str, Any], Any]], **members: Any
) -> Path:
    """Write (properties, geometry) pairs; a geometry is shapely, None, or GeoJSON as it is."""
    features = [
        {
            "type": "Feature",
            "properties": dict(properties),
            "geometry": json.loads(shapely.to_geojson(shape))
            if isinstance(shape, shapely.Geometry)
            else shape,
        }
        for properties, shape in rows
    ]
    collection = {"type": "FeatureCollection", **members, "features": features}
    path.write_text(json.dumps(collection))
    return path


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], encoding: str = "utf-8"
) -> Path:
    """Write a CSV."""
    with path.open("w", newline="", encoding=encoding) as plain:
        csv.writer(plain).writerows([header, *rows])
    return path


def read_csv_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV back."""
    with path.open(newline="", encoding="utf-8") as plain:
        return list(csv.DictReader(plain))


def write_ogr(
    path: Path, columns: Mapping[str, Sequence[Any]], shapes: Sequence[Any], crs: str | None
) -> Path:
    """Write a GeoPackage or Shapefile with one layer."""
    pyogrio.raw.write(
        path,
        geometry=np.array(shapely.to_wkb(np.array(shapes, dtype=object)), dtype=object),
        field_data=[np.array(values, dtype=object) for values in columns.values()],
        fields=list(columns),
        geometry_type=shapes[0].geom_type,
        crs=crs,
    )
    return path


def zip_files(path: Path, *files: Path) -> Path:
    """Zip files under their own names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path


def town_precincts(path: Path) -> Path:
    """Two precincts side by side."""
    return write_geojson(path, [({"code": "1"}, square(0)), ({"code": "2"}, square(1))])


def town_streets(path: Path) -> Path:
    """One street from west to east through the first precinct, odd numbers on its left (north)."""
    line = shapely.LineString([(WEST, SOUTH + 0.005), (WEST + SIDE, SOUTH + 0.005)])
    ranges = {"left_from": 1, "left_to": 99, "right_from": 2, "right_to": 100}
    return write_geojson(path, [({"name": "Main St", "road_class": "minor", **ranges}, line)])


def town_addresses(path: Path, how_many: int = 20) -> Path:
    """Addresses on Main Street, evenly from west to east over both precincts."""
    step = 2 * SIDE / how_many
    rows = [
        [f"a{n}", str(n + 1), "Main St", WEST + (n + 0.5) * step, SOUTH + 0.0051]
        for n in range(how_many)
    ]
    return write_csv(path, ["address_id", "number", "street", "lon", "lat"], rows)
