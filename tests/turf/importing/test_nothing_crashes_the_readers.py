"""Whatever a file holds, it gives rows or a coded problem."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from turf.errors import StoopError
from turf.importing.address_rows import read_addresses
from turf.importing.addresses import parse_address, split_number
from turf.importing.binding import bind
from turf.importing.faults import FieldUnknown
from turf.importing.fields import known_fields, parse_fields
from turf.importing.people import read_people
from turf.importing.precincts import read_precincts
from turf.importing.read_table import read_table
from turf.importing.road_class import road_class_of
from turf.importing.street_names import normal_street
from turf.importing.streets import read_streets

quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ROAD_CLASSES = {"minor", "major", "path", "motorway", "rail", "water"}


def load(path: Path, layer: str) -> int:
    """Read a file as a layer; how many rows were kept, -1 when it was refused with a code."""
    try:
        return _kept(path, layer)
    except StoopError as problem:
        told = problem
    assert told.code != StoopError.code
    assert str(told).endswith(".")
    return -1


def _kept(path: Path, layer: str) -> int:
    table = read_table(path, layer=layer)
    if layer == "precincts":
        rows, book = read_precincts(bind(table, "precinct", {}), ground=None)
        kept = len(rows.code)
    elif layer == "streets":
        streets, book, _ = read_streets(bind(table, "street", {}), ground=None, reach_km=100)
        kept = len(set(streets.row.tolist()))
    elif layer == "addresses":
        addresses, book = read_addresses(bind(table, "address", {}), ground=None, reach_km=100)
        kept = len(addresses.row)
    else:
        people, book, _ = read_people(bind(table, "person", {}))
        kept = len(people.row)
    assert kept + len(book.rejected) <= len(table)
    assert all(note.reason for note in book.notes)
    return kept


coordinates = st.recursive(
    st.one_of(
        st.floats(allow_nan=False, allow_infinity=False, width=32),
        st.none(),
        st.text(max_size=3),
        st.sampled_from([-75.16, -75.15, 39.95, 39.96, 0]),
    ),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=24,
)
rings = st.lists(
    st.tuples(
        st.sampled_from([-75.16, -75.15, -75.14]), st.sampled_from([39.95, 39.96, 39.97])
    ).map(list),
    max_size=7,
)
kinds = st.sampled_from(
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "Nope"]
)
geometries = st.one_of(
    st.none(),
    st.fixed_dictionaries({"type": kinds, "coordinates": coordinates}),
    st.fixed_dictionaries({"type": st.just("Polygon"), "coordinates": st.lists(rings, max_size=2)}),
    st.fixed_dictionaries({"type": st.just("LineString"), "coordinates": rings}),
    st.just({"type": "GeometryCollection", "geometries": []}),
)
cells = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(-(2**40), 2**40),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(st.integers(), max_size=2),
)
properties = st.dictionaries(
    st.sampled_from(["code", "name", "number", "street", "id", "address_id", "unit", "L_From"]),
    cells,
    max_size=6,
)
features = st.lists(
    st.fixed_dictionaries(
        {"type": st.just("Feature"), "properties": properties, "geometry": geometries}
    ),
    max_size=6,
)
layers = st.sampled_from(["precincts", "streets", "addresses", "people"])


COLLAPSED = {
    "type": "Feature",
    "properties": {"number": "1", "street": "Main St"},
    "geometry": {"type": "Polygon", "coordinates": [[[-75, 40], [-75, 40], [-75, 40]], []]},
}

HOLLOW = {
    "type": "Polygon",
    "coordinates": [[[-75.16, 39.95], [-75.16, 39.96], [-75.15, 39.95], [-75.16, 39.95]], []],
}


@quick
@given(features=features, layer=layers)
@example(features=[COLLAPSED | {"geometry": HOLLOW}], layer="addresses")
@example(features=[COLLAPSED], layer="addresses")
@example(features=[COLLAPSED | {"properties": {"code": "1"}}], layer="precincts")
def test_any_geojson_gives_rows_or_a_code(tmp_path: Path, features: Any, layer: str) -> None:
    file = tmp_path / "some.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert load(file, layer) <= len(features)


@quick
@given(content=st.binary(max_size=400), ending=st.sampled_from([".geojson", ".shp", ".csv"]))
@example(content=b'{"type":"FeatureCollection","features":[{"type":"Feat', ending=".geojson")
@example(content=b'{"type":"Topology","objects":{},"arcs":[]}', ending=".geojson")
@example(content=b'{"type":"gdal_streamed_alg","command_line":"x"}', ending=".geojson")
@example(content=b"SQLite format 3\0", ending=".gpkg")
@example(content=b"\x00\x00\x27\x0a" + b"\0" * 96, ending=".shp")
@example(content=b"\xff\xfe" + b"a", ending=".csv")
def test_any_bytes_give_rows_or_a_code(tmp_path: Path, content: bytes, ending: str) -> None:
    file = tmp_path / f"some{ending}"
    file.write_bytes(content)
    assert load(file, "addresses") >= -1


csv_cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["12", "12 Main St", "Main St", "-75.16", "39.95", '"', "POINT (1 2)", "4-6"]),
)
headers = st.sampled_from(
    [
        "number,street,lon,lat",
        "address",
        "code,geometry",
        "id,street,number,is_confidential",
        "name;geometry",
        "address_id\tfull_address\tunit",
        "\ufeffnumber,street",
    ]
)


@quick
@given(header=headers, rows=st.lists(st.lists(csv_cells, max_size=5), max_size=6), layer=layers)
def test_any_csv_gives_rows_or_a_code(
    tmp_path: Path, header: str, rows: list[list[str]], layer: str
) -> None:
    file = tmp_path / "some.csv"
    text = "\n".join([header, *(",".join(row) for row in rows)])
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert load(file, layer) <= len(text)


@quick
@given(
    entries=st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12),
            st.binary(max_size=50),
        ),
        max_size=4,
        unique_by=lambda entry: entry[0],
    ),
    cut=st.integers(0, 40),
)
@example(entries=[("../x.csv", b"a")], cut=0)
@example(entries=[("a/", b""), ("a", b"")], cut=0)
@example(entries=[("a.csv", b"number,street\n1,Main St"), ("b/a.txt", b"")], cut=0)
def test_any_zip_gives_rows_or_a_code(
    tmp_path: Path, entries: list[tuple[str, bytes]], cut: int
) -> None:
    file = tmp_path / "some.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) - cut])
    assert load(file, "addresses") >= -1


@settings(deadline=None)
@given(st.text(max_size=60))
@example("1 " * 30)
@example("12 Main St, ,,, #")
@example("1/2 1/2 A")
def test_any_address_is_taken_apart_or_left(full: str) -> None:
    found = parse_address(full)
    assert found is None or (found.number and found.street)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_spelling_a_street_the_short_way_twice_changes_nothing(name: str) -> None:
    assert normal_street(normal_street(name)) == normal_street(name)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_house_number_has_a_digit_or_is_none(number: str) -> None:
    found = split_number(number)
    assert (found is None) == (not any(sign.isdecimal() for sign in number))


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_road_class_is_one_of_ours_or_unknown(value: str) -> None:
    assert road_class_of(value) in {None, *ROAD_CLASSES}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_field_mapping_is_read_or_refused(declared: str) -> None:
    try:
        pairs = parse_fields(declared)
    except FieldUnknown:
        pairs = {}
    assert set(pairs) <= set(known_fields())


def test_the_check_itself_sees_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "some.csv"
    file.write_text("number,street\n1,Main St\n")
    assert load(file, "addresses") == 1
    monkeypatch.setattr("turf.importing.address_rows.split_number", lambda number: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(file, "addresses")
