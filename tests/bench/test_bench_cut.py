"""The benchmark runs without its peers, and its model of walking measures what a person would."""

import json
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
import shapely
from django.core.management import call_command

from tests.bench import race
from tests.bench.town import Town
from tests.bench.walking import CROSS_M, Walking

CITY = Path(__file__).resolve().parents[2] / "fixtures" / "synthetic_city"
M = 1 / 110_540


def bench(*arguments):
    out = StringIO()
    files = {"precincts": "precincts.geojson", "streets": "streets.geojson"}
    given = [f"--{layer}={CITY / name}" for layer, name in files.items()]
    given.append(f"--addresses={CITY / 'addresses.csv'}")
    call_command("bench_cut", *given, "--only", "01-01", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def without_peers(monkeypatch):
    monkeypatch.setattr(race, "find_spec", lambda package: None)


def test_without_peers_ours_runs_alone_and_the_others_are_named(without_peers):
    found = json.loads(bench("--json"))
    (ours,) = found["results"]
    assert ours["contender"] == "ours"
    assert ours["doors"] == found["doors"] > 100
    assert ours["turfs"] == round(ours["doors"] / 50)
    assert ours["by_area"] == {"01-01": pytest.approx(ours["metres_per_door"])}
    assert 1 < ours["metres_per_door"] < 100
    assert set(found["missing"]) == set(race.CONTENDERS) - {"ours"}


def test_the_table_has_a_line_for_each_contender_and_says_who_is_left_out(without_peers):
    lines = bench("--doors", "100").splitlines()
    assert lines[1].split()[:4] == ["contender", "doors", "turfs", "m/door"]
    assert lines[2].startswith("ours ")
    assert "Left out: PyVRP, which needs pyvrp" in lines


def test_a_walk_follows_the_streets_and_pays_for_crossing():
    # Two streets of 100 m meet in an L; a third lies apart.
    lines = [[(0, 0), (100, 0)], [(100, 0), (100, 100)], [(0, 400), (100, 400)]]
    doors = [(20, 8), (60, 8), (60, -8), (92, 30), (50, 408)]
    line = np.array([shapely.LineString(np.array(ends) * M) for ends in lines], object)
    nobody = np.empty(0, object)
    town = Town(np.array(doors) * M, np.zeros(5, np.intp), nobody, nobody, line)
    metres = Walking(town).between(np.arange(5))
    assert metres[0, 1] == pytest.approx(40, rel=0.01)
    assert metres[1, 2] == pytest.approx(CROSS_M, abs=0.01)
    assert metres[0, 3] == pytest.approx(80 + 30, rel=0.01)
    assert metres[0, 4] > 3 * 400
    assert (metres == metres.T).all()
