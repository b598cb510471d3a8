"""``manage.py load_ground``: what it prints, how it ends, and that bad input loses nothing."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.factories import make_campaign, make_organization
from tests.turf.map_files import (
    SOUTH,
    WEST,
    read_csv_rows,
    square,
    town_addresses,
    town_precincts,
    town_streets,
    write_csv,
    write_geojson,
    zip_files,
)
from turf.models import Building, Campaign, Precinct, Street

pytestmark = pytest.mark.django_db
HEADER = ["number", "street", "lon", "lat"]


@pytest.fixture
def campaign() -> Campaign:
    return make_campaign(make_organization(), slug="spring")


def run(*arguments: Any) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command for the campaign ``spring``."""
    stdout, stderr = StringIO(), StringIO()
    given = ["--campaign", "spring", *map(str, arguments)]
    try:
        call_command("load_ground", *given, stdout=stdout, stderr=stderr)
    except SystemExit as end:
        return int(end.code or 0), stdout.getvalue(), stderr.getvalue()
    return 0, stdout.getvalue(), stderr.getvalue()


def problem(*arguments: Any) -> tuple[int, str]:
    """Exit code and message of a run that stops."""
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return caught.value.returncode, str(caught.value)


def test_a_good_load_ends_with_0_and_names_the_next_command(
    campaign: Campaign, tmp_path: Path
) -> None:
    precincts = town_precincts(tmp_path / "p.geojson")
    code, stdout, _ = run("--precincts", precincts)
    assert code == 0
    assert "precincts: 2 rows of p.geojson: 2 loaded" in stdout
    streets, doors = town_streets(tmp_path / "s.geojson"), town_addresses(tmp_path / "a.csv")
    assert stdout.splitlines()[-1] == (
        "Next: manage.py load_ground --campaign spring --streets FILE --addresses FILE"
    )
    _, stdout, _ = run("--streets", streets, "--addresses", doors)
    assert stdout.splitlines()[-1] == "Next: manage.py cut_turfs --campaign spring"


def test_json_is_one_object_on_stdout(campaign: Campaign, tmp_path: Path) -> None:
    rows = [["1", "Main St", WEST, SOUTH], ["", "Main St", WEST, SOUTH]]
    code, stdout, stderr = run("--addresses", write_csv(tmp_path / "a.csv", HEADER, rows), "--json")
    told = json.loads(stdout)
    assert code == 3
    assert told["campaign"] == "spring"
    assert told["rejected"] == 1
    assert told["layers"]["addresses"]["loaded"] == 1
    assert told["layers"]["addresses"]["notes"][0] | {"fix": ""} == {
        "layer": "addresses",
        "line": 3,
        "column": "number",
        "value": "",
        "fix": "",
        "reason": "the cell is empty",
        "outcome": "rejected",
    }
    assert told["seconds"] > 0
    assert "--rejects" in stderr


def test_rejects_are_mended_and_loaded_again(campaign: Campaign, tmp_path: Path) -> None:
    header = ["número", "street", "lon", "lat", "colour"]
    rows = [["1", "Main St", WEST, SOUTH, "red"], ["", "Main St", WEST, SOUTH, "bleu, ciel"]]
    rejects = tmp_path / "rejects.csv"
    file = write_csv(tmp_path / "a.csv", header, rows, "latin-1")
    fields = ("--fields", "address.number=número")
    code, _, stderr = run("--addresses", file, "--rejects", rejects, *fields)
    assert code == 3
    assert "Latin-1" in stderr
    assert str(rejects) in stderr
    (row,) = read_csv_rows(rejects)
    assert (row["colour"], row["_line"], row["_column"]) == ("bleu, ciel", "3", "número")
    rejects.write_text(rejects.read_text().replace(",Main St", "2,Main St", 1))
    assert run("--addresses", rejects, *fields)[0] == 0
    assert set(Building.objects.values_list("number", flat=True)) == {"1", "2"}


def test_rejects_of_map_files_carry_their_geometry(campaign: Campaign, tmp_path: Path) -> None:
    line = shapely.LineString([(WEST, SOUTH), (WEST + 0.01, SOUTH)])
    areas = [({"code": "1"}, square()), ({"code": ""}, square(1))]
    precincts = write_geojson(tmp_path / "p.geojson", areas)
    lines = [({"name": "A" * 201}, line), ({"name": "B"}, line)]
    streets = write_geojson(tmp_path / "s.geojson", lines)
    rejects = tmp_path / "rejects.csv"
    assert run("--precincts", precincts, "--streets", streets, "--rejects", rejects)[0] == 3
    mended = [{**row, "code": "2", "name": "A"} for row in read_csv_rows(rejects)]
    write_csv(rejects, list(mended[0]), [list(row.values()) for row in mended])
    assert run("--precincts", rejects, "--streets", rejects)[0] == 0
    assert set(Precinct.objects.values_list("code", flat=True)) == {"1", "2"}
    assert set(Street.objects.values_list("name", flat=True)) == {"A", "B"}


def test_a_dry_run_says_so(campaign: Campaign, tmp_path: Path) -> None:
    code, stdout, _ = run("--precincts", town_precincts(tmp_path / "p.geojson"), "--dry-run")
    assert code == 0
    assert "nothing was stored" in stdout
    assert not Precinct.objects.exists()


def test_usage_ends_with_2(campaign: Campaign, tmp_path: Path) -> None:
    file = town_addresses(tmp_path / "a.csv")
    assert problem()[0] == 2
    assert problem("--addresses", file, "--fields", "colour=red")[0] == 2
    assert problem("--addresses", file, "--rejects", file)[0] == 2
    assert file.exists()


def test_a_campaign_that_does_not_exist_is_said(tmp_path: Path) -> None:
    code, message = problem("--addresses", town_addresses(tmp_path / "a.csv"))
    assert code == 1
    assert "'spring'" in message
    assert "start_campaign" in message


NOWHERE = json.dumps(
    {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "EPSG:999999"}},
        "features": [
            {
                "type": "Feature",
                "properties": {"number": "1", "street": "Main St"},
                "geometry": {"type": "Point", "coordinates": [1, 2]},
            }
        ],
    }
).encode()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("gone.csv", None, "does not exist"),
        ("doors.kml", b"<kml/>", ".geojson"),
        ("doors.csv", b"", "is empty"),
        ("doors.csv", b"colour\nred\n", "columns found: colour"),
        ("doors.geojson", b'{"type":"FeatureCollection","features":[{', "again"),
        ("doors.geojson", NOWHERE, "999999"),
    ],
)
def test_a_structural_fault_stops_before_anything_is_written(
    campaign: Campaign, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    precincts = town_precincts(tmp_path / "p.geojson")
    code, message = problem("--precincts", precincts, "--addresses", tmp_path / name)
    assert code == 1
    assert told in message
    assert name in message
    assert not Precinct.objects.exists()


def test_a_truncated_zip_stops_and_a_whole_one_loads(campaign: Campaign, tmp_path: Path) -> None:
    whole = zip_files(tmp_path / "a.zip", town_addresses(tmp_path / "a.csv"))
    short = tmp_path / "b.zip"
    short.write_bytes(whole.read_bytes()[:-30])
    code, message = problem("--addresses", short)
    assert (code, "not a whole zip" in message) == (1, True)
    assert run("--addresses", whole)[0] == 0
    assert Building.objects.count() == 20


@pytest.mark.parametrize("place", ["", "no/such/folder/r.csv"])
def test_a_rejects_file_that_cannot_be_written_is_known_at_once(
    campaign: Campaign, tmp_path: Path, place: str
) -> None:
    code, message = problem(
        "--precincts", town_precincts(tmp_path / "p.geojson"), "--rejects", tmp_path / place
    )
    assert (code, "cannot be written" in message) == (1, True)
    assert not Precinct.objects.exists()


def test_bad_rows_are_told_and_never_stop_good_ones(campaign: Campaign, tmp_path: Path) -> None:
    run("--precincts", town_precincts(tmp_path / "p.geojson"))
    rows = [
        ["1", "Main St", WEST, SOUTH],
        ["2", "Main St", SOUTH, WEST],
        ["3", "Main St", 2.35, 48.85],
        ["4", "Main St", "", ""],
        ["", "", WEST, SOUTH],
        ["5", "Main St", WEST, SOUTH],
    ]
    file = write_csv(tmp_path / "a.csv", HEADER, rows)
    rejects = tmp_path / "r.csv"
    code, stdout, stderr = run("--addresses", file, "--rejects", rejects)
    assert code == 3
    assert "2 loaded, 0 updated, 0 unchanged, 4 rejected, 1 unplaced" in stdout
    assert "swap longitude and latitude" in stderr
    assert [row["_line"] for row in read_csv_rows(rejects)] == ["3", "4", "5", "6"]


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("load_ground", "--help")
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert "examples:" in told
    assert "--rejects rejects.csv" in told
