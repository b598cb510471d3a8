"""The whole job on a real city, by the commands a director types."""

import csv
import json
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from turf.models import Cut, Door, UnassignedDoor
from turf.services.freeze_walk_lists import freeze_walk_lists

FIELDS = (
    "precinct.code=WardPrecinct,street.name=Street,street.left_from=L_From,street.left_to=L_To,"
    "street.right_from=R_From,street.right_to=R_To,address.id=address_id,address.number=number,"
    "address.street=street"
)
STREETS = "TRANS_Centerlines.geojson"


def run(*arguments: Any) -> dict[str, Any]:
    out = StringIO()
    call_command(*map(str, arguments), "--json", stdout=out, stderr=StringIO())
    return dict(json.loads(out.getvalue()))


@pytest.fixture
def city(shared_data: Path) -> Path:
    return shared_data / "data" / "cambridge_ma"


@pytest.mark.django_db
def test_cambridge_from_precincts_to_judged_walk_lists(
    city: Path, shared_data: Path, tmp_path: Path, record_property: Any
) -> None:
    run("start_campaign", "cambridge")
    loaded = run(
        *("load_ground", "--campaign", "cambridge", "--fields", FIELDS),
        *("--precincts", city / "ELECTIONS_WardsPrecincts.geojson"),
        *("--streets", city / STREETS, "--addresses", city / "address_points.geojson"),
    )
    assert loaded["totals"] | {
        "precincts": 33, "streets": 2643, "doors": 21128, "doors_in_no_precinct": 41,
    } == loaded["totals"]  # fmt: skip
    cut = run("cut_turfs", "--campaign", "cambridge", "--jobs", 2)
    out = tmp_path / "walk_lists.csv"
    run("export_walk_lists", "--campaign", "cambridge", "--format", "csv", "--out", out)

    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    times_listed = Counter(int(row["door_id"]) for row in rows)
    assert len(rows) == cut["assigned"] == len(times_listed) == 21_087
    left_out = dict(UnassignedDoor.objects.values_list("door_id", "reason"))
    assert set(left_out.values()) == {"outside"}
    assert set(times_listed) | set(left_out) == set(Door.objects.values_list("id", flat=True))
    assert {row["turf"].rpartition("-")[0] for row in rows} == {row["precinct"] for row in rows}

    judged = judge(shared_data, city / STREETS, out)
    assert judged["doors_listed_twice"] == 0
    assert judged["doors"] == 21_087
    # What a user would script today (k-means and a route solver) walks 23.4 metres a door.
    assert judged["metres_per_door"] < 16
    record_property(
        "figures",
        f"{loaded['totals']['doors']} doors loaded, {cut['assigned']} assigned, "
        f"{cut['unassigned']} unassigned; judged {judged['metres_per_door']:.2f} m a door, "
        f"turfs of {judged['min']}-{judged['max']}, in {cut['seconds']:.1f} s",
    )

    lists = freeze_walk_lists(cut=Cut.objects.get(pk=cut["cut"]))
    assert sum(walk_list.door_count for walk_list in lists) == 21_087


def judge(shared_data: Path, streets: Path, walk_lists: Path) -> dict[str, Any]:
    """What the judge, which knows nothing of our code, says of the exported lists."""
    command = [sys.executable, str(shared_data / "judge" / "judge_csv.py"), streets, walk_lists]
    printed = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(printed.stdout))
