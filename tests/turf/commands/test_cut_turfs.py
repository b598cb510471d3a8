"""The cut by command: what a director can ask for, and what is said of what cannot be."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.turf.cutting.street_plans import PLANE
from tests.turf.stored_town import store_town, two_precincts
from turf.models import Campaign, Cut, Door

ROOT = Path(__file__).resolve().parents[3]
FAR_EAST = "-74.99,39.95"

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return store_town(two_precincts())


def point(x_m: float, y_m: float) -> str:
    lon, lat = PLANE.to_degrees([(x_m, y_m)])[0]
    return f"{lon:.6f},{lat:.6f}"


def run(campaign: Campaign, *arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    command = ["cut_turfs", "--campaign", campaign.slug, "--jobs", "1"]
    call_command(*command, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def run_json(campaign: Campaign, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(run(campaign, *arguments, "--json")[0]))


@pytest.mark.parametrize("form", [("--start", "{}"), ("--start={}",)])
def test_walks_start_at_the_point_that_was_given(campaign: Campaign, form: tuple[str]) -> None:
    start = point(0, 100)
    done = run_json(campaign, *(part.format(start) for part in form), "--end", start)
    lon, lat = map(float, start.split(","))
    cut = Cut.objects.get(pk=done["cut"])
    assert (cut.params["start"], cut.params["end"]) == ([lon, lat], [lon, lat])
    assert done["warnings"] == cut.warnings
    assert "point has no street" not in " ".join(cut.warnings)


def test_a_start_far_from_every_street_is_left_out_and_the_director_is_told(
    campaign: Campaign,
) -> None:
    printed, said = run(campaign, "--start", FAR_EAST, "--end", point(100, 0))
    assert "Note: The start point has no street within 250 m and was left out." in said
    assert "end point" not in said
    assert "doors assigned" in printed
    warnings = run_json(campaign, "--start", FAR_EAST)["warnings"]
    assert [text for text in warnings if text.startswith("The start point has no street")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("here", "two numbers in degrees, such as -75.1635,39.9526"),
        ("-75.16", "two numbers"),
        ("-75.16,39.95,0", "two numbers"),
        ("", "two numbers"),
        ("nan,39.95", "longitude, first in 'nan,39.95', must be from -180 to 180"),
        ("-275.16,39.95", "longitude"),
        ("-75.16,inf", "latitude, second"),
        ("39.95,-175.16", "the longitude comes first"),
    ],
)
def test_what_is_no_position_is_refused(campaign: Campaign, text: str, told: str) -> None:
    for option in ("--start", "--end"):
        with pytest.raises(CommandError, match=told) as refused:
            run(campaign, option, text)
        assert option in str(refused.value)
    assert not Cut.objects.exists()


def test_a_position_with_its_latitude_first_is_refused(campaign: Campaign) -> None:
    lon, lat = point(100, 1).split(",")
    with pytest.raises(CommandError, match=f"end point .* write {lon},{lat}") as refused:
        run(campaign, "--end", f"{lat},{lon}")
    assert refused.value.returncode == 2
    assert not Cut.objects.exists()


def test_a_position_that_cannot_be_is_a_usage_error() -> None:
    command = [sys.executable, "manage.py", "cut_turfs", "--campaign", "x", "--start", "-75,x"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "argument --start: '-75,x' is not LON,LAT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_forecast_is_a_table_by_precinct_and_stores_nothing(campaign: Campaign) -> None:
    printed, _ = run(campaign, "--forecast", "--doors", "15", "--pack", "never")
    head, first, second, total, *_ = (line.split() for line in printed.splitlines())
    assert head == ["precinct", "doors", "turfs", "minutes", "a", "turf", "minutes", "unassigned"]
    assert (first[0], second[0], total[0]) == ("P0", "P1", "total")
    for column in (1, 2, 4):
        parts = int(first[column]) + int(second[column])
        assert parts == pytest.approx(int(total[column]), abs=2)
    assert not Cut.objects.exists()
    done = run_json(campaign, "--doors", "15", "--pack", "never")
    assert (done["assigned"], done["turfs"]) == (int(total[1]), int(total[2]))


def test_a_forecast_as_json_speaks_as_the_cut_does(campaign: Campaign) -> None:
    asked = ("--minutes", "60", "--precinct", "P0", "P1", "--start", FAR_EAST)
    expected = run_json(campaign, "--forecast", *asked)
    done = run_json(campaign, *asked)
    for name in ("turfs", "assigned", "unassigned", "unassigned_by_reason"):
        assert expected[name] == done[name]
    assert expected["minutes_total"] * 1.02 >= done["minutes_total"]
    assert expected["minutes_a_turf"] == expected["minutes_total"] / expected["turfs"]
    assert [group["precincts"] for group in expected["groups"]] == [["P0"], ["P1"]]
    assert sum(group["turfs"] for group in expected["groups"]) == expected["turfs"]
    assert any(text.startswith("The start point") for text in expected["warnings"])
    assert expected["seconds"] >= 0


def test_packed_precincts_are_one_line_of_the_table(campaign: Campaign) -> None:
    printed, _ = run(campaign, "--forecast", "--pack", "always")
    assert printed.splitlines()[1].startswith("P0+1")
    assert "--json names them all" in printed


def test_a_precinct_without_doors_is_named(campaign: Campaign) -> None:
    Door.objects.filter(building__precinct__code="P1").delete()
    printed, said = run(campaign, "--forecast")
    assert "Note: Without a door to cut: P1." in said
    assert "P1" not in printed
    Door.objects.all().delete()
    printed, _ = run(campaign, "--forecast")
    assert printed.splitlines()[1].split() == ["total", "0", "0", "-", "0", "-"]
