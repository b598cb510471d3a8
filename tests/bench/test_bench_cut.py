"""The benchmark runs without its peers, on the ground that was asked for, and compares fairly."""

import json
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from tests.bench import contenders, race
from tests.bench.contenders import CONTENDERS, Contender, each_group

CITY = Path(__file__).resolve().parents[2] / "fixtures" / "synthetic_city"
ADDRESSES = f"--addresses={CITY / 'addresses.csv'}"


def bench(*arguments, doors=ADDRESSES):
    out = StringIO()
    files = {"precincts": "precincts.geojson", "streets": "streets.geojson"}
    given = [f"--{layer}={CITY / name}" for layer, name in files.items()]
    call_command("bench_cut", *given, doors, "--jobs=1", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def bench_json(*arguments, **options):
    return json.loads(bench(*arguments, "--json", **options))


def as_listed(task, group):
    """Even pieces of the doors in the order of the file: a bad peer that needs no package."""
    walks = np.array_split(np.arange(len(task.groups.rows[group])), task.turfs(group))
    assert task.metres.of(group).shape == (len(task.groups.rows[group]),) * 2
    return walks


@pytest.fixture
def _without_peers(monkeypatch):
    monkeypatch.setattr(race, "find_spec", lambda package: None)


@pytest.fixture
def _with_a_peer(monkeypatch, _without_peers):
    peers = {
        "as listed": Contender(each_group(as_listed)),
        "PyVRP": Contender(each_group(as_listed)),
    }
    monkeypatch.setattr(contenders, "CONTENDERS", {"ours": CONTENDERS["ours"], **peers})


@pytest.mark.usefixtures("_without_peers")
def test_without_peers_ours_runs_alone_and_the_others_are_named():
    found = bench_json("--only", "01-01")
    (ours,) = found["results"]
    assert ours["contender"] == "ours"
    assert ours["doors"] == found["doors"] > 100
    assert ours["turfs"] == round(ours["doors"] / 50)
    assert ours["by_group"] == {"01-01": pytest.approx(ours["metres_per_door"])}
    assert 1 < ours["metres_per_door"] < 100
    assert ours["seconds"] > 0
    assert ours["processor_s"] > 0
    assert set(found["missing"]) == set(CONTENDERS) - {"ours"}


@pytest.mark.usefixtures("_without_peers")
def test_the_table_has_a_line_for_each_contender_and_says_who_is_left_out():
    lines = bench("--only", "01-01", "--doors", "100", "--tolerance", "0.2").splitlines()
    assert lines[1].startswith("Turfs of 100 doors within 20 %, seed 0; ours with 1 job")
    assert lines[2].split()[:4] == ["contender", "doors", "turfs", "m/door"]
    assert lines[3].startswith("ours ")
    assert "Left out: PyVRP, which needs pyvrp" in lines


@pytest.mark.usefixtures("_with_a_peer")
def test_ours_is_set_beside_each_other_by_the_plain_mean_over_precincts():
    lines = bench("--only", "01-01", "02-02", "03-01").splitlines()
    found = bench_json("--only", "01-01", "02-02", "03-01")
    ours, other, best = found["results"]
    mean = np.mean(list(ours["by_group"].values()))
    assert found["compared"]["mean"]["ours"] == pytest.approx(mean)
    assert mean != pytest.approx(ours["metres_per_door"])
    ratio = mean / np.mean(list(best["by_group"].values()))
    assert found["compared"]["mean_ratio"] == {
        "ours": pytest.approx(ratio), "as listed": 1.0, "PyVRP": 1.0,
    }  # fmt: skip
    assert found["compared"]["not_worse"]["as listed"] == {"groups": 3, "of": 3, "worse_in": []}
    assert other["by_group"] == best["by_group"]
    assert "Ours is not worse than as listed in 3 of 3 precincts" in lines
    total = ours["metres_per_door"] / best["metres_per_door"]
    assert found["compared"]["total_ratio"]["ours"] == pytest.approx(total)
    assert f"mean / PyVRP {ratio:.3f}" in " ".join(" ".join(lines).split())


@pytest.mark.usefixtures("_with_a_peer")
def test_only_the_contenders_that_are_named_run():
    found = bench_json("--only", "01-01", "--contenders", "as listed")
    assert [one["contender"] for one in found["results"]] == ["as listed"]
    assert found["compared"]["not_worse"] == {}


def test_an_unknown_contender_is_a_usage_error_that_names_the_known():
    with pytest.raises(CommandError, match=r'no contender Pyvrp: .*"ours".*"PyVRP"') as told:
        bench("--contenders", "ours", "Pyvrp")
    assert told.value.returncode == 2


@pytest.mark.usefixtures("_without_peers")
def test_when_nobody_can_run_it_says_what_to_install():
    with pytest.raises(CommandError, match="Nobody can run without pyvrp: install the bench extra"):
        bench("--only", "01-01", "--contenders", "PyVRP")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--share", "0"], "0 is not above 0 and at most 1"),
        (["--share", "1.5"], "1.5 is not above 0 and at most 1"),
        (["--draw", "0"], "0 is not 1 or more"),
        (["--groups", "0"], "0 is not 1 or more"),
        (["--jobs", "0"], "0 is not 1 or more"),
        (["--pyvrp-seconds", "nan"], "nan is not above 0"),
        (["--lay", "14"], "not allowed with argument"),
        (["--tolerance", "2"], "tolerance must be from 0 to below 1"),
        (["--doors", "0"], "doors must be at least 1"),
        (["--fields", "street.colour=x"], "street.colour"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(given, told):
    with pytest.raises(CommandError, match=told):
        bench(*given)


def test_no_more_doors_can_be_drawn_than_there_are():
    with pytest.raises(CommandError, match=r"There are only \d+ doors to draw 9000 from"):
        bench("--only", "01-01", "--draw", "9000")


@pytest.mark.usefixtures("_with_a_peer")
def test_few_drawn_doors_are_packed_and_peers_race_on_some_of_the_groups():
    given = ["--draw", "900", "--pack", "auto", "--doors", "10", "--groups", "2"]
    found = bench_json(*given, "--contenders", "ours", "as listed")
    ours, peer = found["results"]
    (everywhere,) = found["everywhere"]
    assert found["doors"] == 900
    assert len(found["groups"]) == 2 < found["groups_everywhere"] <= found["precincts"] == 18
    assert set(ours["by_group"]) == set(peer["by_group"]) == set(found["groups"])
    assert ours["doors"] == peer["doors"] < everywhere["doors"] == 900
    assert len(everywhere["by_group"]) == found["groups_everywhere"]
    assert ours["seconds"] == everywhere["seconds"]
    lines = bench(*given, "--contenders", "ours", "as listed").splitlines()
    assert lines[0].endswith("groups; the race is on 2 groups")
    assert any(line.startswith("The seconds of ours are for all 900 doors in ") for line in lines)


@pytest.mark.usefixtures("_without_peers")
def test_another_seed_draws_other_doors_and_the_same_seed_the_same():
    def figures(seed):
        found = bench_json("--draw", "200", "--pack", "always", "--seed", seed)
        return found["results"][0]["by_group"]

    assert figures("1") == figures("1") != figures("2")


@pytest.mark.usefixtures("_without_peers")
def test_growth_is_shown_on_a_quarter_half_and_all_of_the_precincts():
    given = ["--growth", "--lay", "40", "--only", "01-01", "01-02", "01-03", "02-02"]
    races = bench_json(*given, doors="--doors=20")["growth"]
    assert [one["share"] for one in races] == [0.25, 0.5, 1]
    assert [one["precincts"] for one in races] == [1, 2, 4]
    assert [len(one["results"]) for one in races] == [1, 1, 1]
    doors = [one["doors"] for one in races]
    assert doors == sorted(doors)
    lines = bench(*given, doors="--doors=20").splitlines()
    assert lines[1].split()[:4] == ["precincts", "contender", "doors", "turfs"]
    assert [line.split()[:3] for line in lines[2:5]] == [
        [str(one["precincts"]), "ours", str(one["doors"])] for one in races
    ]


@pytest.mark.usefixtures("_without_peers")
def test_more_jobs_cost_no_metre():
    one, two = (bench_json("--jobs", jobs, "--share", "0.3") for jobs in ("1", "2"))
    assert one["results"][0]["by_group"] == two["results"][0]["by_group"]


@pytest.mark.parametrize("name", [name for name in CONTENDERS if name != "ours"])
def test_a_peer_walks_every_door_once(name):
    if lacks := [package for package in CONTENDERS[name].needs if find_spec(package) is None]:
        pytest.skip(f"the bench extra is not installed: {lacks[0]}")
    given = ["--draw", "200", "--pack", "auto", "--pyvrp-seconds", "0.2", "--doors", "15"]
    found = bench_json(*given, "--contenders", name)
    (peer,) = found["results"]
    assert peer["doors"] == found["doors"] == 200
    assert len(found["groups"]) <= peer["turfs"] < 25
    assert peer["max"] <= 23
