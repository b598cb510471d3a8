"""Map files of every kind and coordinate system, and those that are none."""

import json
import select
import socket
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely

from tests.turf.map_files import square, write_geojson, write_ogr, zip_files
from turf.importing.faults import (
    CrsUnknown,
    FileMissing,
    FileUnreadable,
    FormatUnknown,
    GroundFault,
)
from turf.importing.read_table import read_table

SQUARES = [square(0), square(1)]
CODES = {"code": ["1", "2"]}
# State plane feet, UTM metres, geographic degrees, web mercator.
SYSTEMS = ["EPSG:2272", "EPSG:32618", "EPSG:4269", "EPSG:3857"]


def in_system(crs: str) -> list[shapely.Geometry]:
    turn = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform
    return [shapely.transform(shape, turn, interleaved=False) for shape in SQUARES]


def assert_squares(path: Path) -> None:
    table = read_table(path, layer="precincts")
    assert table.columns["code"].tolist() == ["1", "2"]
    assert table.line.tolist() == [1, 2]
    assert table.geometry is not None
    for found, meant in zip(table.geometry, SQUARES, strict=True):
        assert shapely.hausdorff_distance(found, meant) < 2e-5


@pytest.mark.parametrize("crs", SYSTEMS)
@pytest.mark.parametrize("ending", [".gpkg", ".shp"])
def test_any_declared_system_becomes_degrees(tmp_path: Path, crs: str, ending: str) -> None:
    assert_squares(write_ogr(tmp_path / f"a{ending}", CODES, in_system(crs), crs))


@pytest.mark.parametrize("crs", SYSTEMS)
def test_a_geojson_may_name_its_system(tmp_path: Path, crs: str) -> None:
    rows = [({"code": code}, shape) for code, shape in zip("12", in_system(crs), strict=True)]
    name = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs[5:]}"}}
    assert_squares(write_geojson(tmp_path / "a.geojson", rows, crs=name))


@pytest.mark.parametrize("ending", [".gpkg", ".shp"])
def test_a_zip_is_read_like_what_is_inside(tmp_path: Path, ending: str) -> None:
    write_ogr(tmp_path / f"a{ending}", CODES, SQUARES, "EPSG:4326")
    assert_squares(zip_files(tmp_path / "a.zip", *sorted(tmp_path.glob("a.*"))))


def test_numbers_and_nothing_become_plain_text(tmp_path: Path) -> None:
    rows = [
        ({"code": 12, "half": 1.5, "is_it": True}, SQUARES[0]),
        ({"code": None, "half": 2.0}, SQUARES[1]),
    ]
    columns = read_table(write_geojson(tmp_path / "a.json", rows), layer="precincts").columns
    assert columns["code"].tolist() == ["12", ""]
    assert columns["half"].tolist() == ["1.5", "2"]


def test_a_ring_left_open_is_closed_and_said(tmp_path: Path) -> None:
    ring = list(SQUARES[0].exterior.coords)[:-1]
    shape = {"type": "Polygon", "coordinates": [ring]}
    table = read_table(write_geojson(tmp_path / "a.json", [({}, shape)]), layer="precincts")
    assert table.geometry is not None
    assert table.geometry[0].equals(SQUARES[0])
    assert any("closed" in notice for notice in table.notices)


def test_an_unknown_system_is_named(tmp_path: Path) -> None:
    name = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}
    file = write_geojson(tmp_path / "a.geojson", [({}, SQUARES[0])], crs=name)
    with pytest.raises(CrsUnknown, match="999999"):
        read_table(file, layer="precincts")


def test_a_prj_that_nobody_can_read_is_refused(tmp_path: Path) -> None:
    file = write_ogr(tmp_path / "a.shp", CODES, SQUARES, "EPSG:4326")
    prj = file.with_suffix(".prj")
    prj.write_bytes(prj.read_bytes().replace(b"Greenwich", b"Gre\xe9nwich"))
    with pytest.raises(CrsUnknown, match=r"a\.shp"):
        read_table(file, layer="precincts")


def test_a_shapefile_without_its_prj_is_refused(tmp_path: Path) -> None:
    file = write_ogr(tmp_path / "a.shp", CODES, SQUARES, "EPSG:4326")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(CrsUnknown, match=r"\.prj"):
        read_table(file, layer="precincts")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("gone.geojson", None, FileMissing),
        ("a.kml", b"<kml/>", FormatUnknown),
        ("a", b"{}", FormatUnknown),
        ("empty.geojson", b"", FileUnreadable),
        ("a.geojson", b"number,street\n1,Main St\n", FormatUnknown),
        ("a.geojson", b'{"type":"FeatureCollection","features":[{"type":"Fea', FileUnreadable),
        ("a.json", b'{"type":"Topology","objects":{},"arcs":[]}', FileUnreadable),
        ("a.gpkg", b'{"type":"FeatureCollection","features":[]}', FormatUnknown),
        ("a.gpkg", b"SQLite format 3\0" + b"\0" * 200, FileUnreadable),
        ("a.shp", b"\x00\x00\x27\x0a" + b"\0" * 200, FileUnreadable),
        ("a.zip", b"PK\x03\x04 and no more", FileUnreadable),
        ("a.csv", b"PK\x03\x04\0\0 a spreadsheet", FileUnreadable),
        ("a.csv", b'number,street\n1,"Main St\n2,Main St\n', FileUnreadable),
    ],
)
def test_a_file_that_is_not_what_it_should_be(
    tmp_path: Path, name: str, content: bytes | None, fault: type[GroundFault]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(fault, match=name) as caught:
        read_table(tmp_path / name, layer="precincts")
    assert str(tmp_path / name) in str(caught.value) or name in str(caught.value)


def test_gdal_is_never_asked_for_another_driver(tmp_path: Path) -> None:
    other = write_geojson(tmp_path / "other.geojson", [({"code": "1"}, SQUARES[0])])
    command = f"gdal vector convert --input {other} --output streamed_dataset"
    command += " --output-format=stream"
    file = tmp_path / "a.geojson"
    file.write_text(json.dumps({"type": "gdal_streamed_alg", "command_line": command}))
    assert pyogrio.raw.read(file)[3][0].tolist() == ["1"], "GDAL itself would obey the command"
    with pytest.raises(FileUnreadable):
        read_table(file, layer="precincts")


class Listener:
    """A loopback port that counts who connects."""

    def __enter__(self) -> "Listener":
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/crs"
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    @property
    def was_called(self) -> bool:
        """Tell whether a connection waits."""
        return bool(select.select([self.socket], [], [], 0.2)[0])


@pytest.mark.parametrize("kind", ["link", "url"])
@pytest.mark.parametrize("is_hidden", [False, True])
def test_no_connection_is_made_for_a_coordinate_system(
    tmp_path: Path, kind: str, is_hidden: bool
) -> None:
    with Listener() as listener:
        crs = {"type": kind, "properties": {"href": listener.url, "url": listener.url}}
        file = write_geojson(tmp_path / "a.geojson", [({"code": "1"}, SQUARES[0])], crs=crs)
        if is_hidden:
            file.write_text(file.read_text().replace('"crs"', '"\\u0063rs"'))
            read_table(file, layer="precincts")
        else:
            with pytest.raises(CrsUnknown, match=r"a\.geojson"):
                read_table(file, layer="precincts")
        assert not listener.was_called


def test_a_path_is_only_ever_a_file(tmp_path: Path) -> None:
    for path in ("/vsicurl/http://127.0.0.1:9/a.geojson", "/vsizip/a.zip/a.geojson", tmp_path):
        with pytest.raises(FileMissing):
            read_table(path, layer="precincts")


def test_a_geopackage_of_several_layers_is_refused(tmp_path: Path) -> None:
    file = write_ogr(tmp_path / "a.gpkg", CODES, SQUARES, "EPSG:4326")
    pyogrio.raw.write(
        file,
        layer="other",
        geometry=np.array([shapely.to_wkb(SQUARES[0])], dtype=object),
        field_data=[],
        fields=[],
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    with pytest.raises(FileUnreadable, match="2 layers"):
        read_table(file, layer="precincts")
