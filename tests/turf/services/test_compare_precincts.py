"""A new precinct file is compared before anything is stored."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tests.turf.map_files import SIDE, SOUTH, WEST, square, write_geojson
from turf.models import Building, Door, Precinct
from turf.services.compare_precincts import Move, compare_precincts
from turf.services.load_ground import load_ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make.make_campaign(make.make_organization())


@pytest.fixture
def changed_file(campaign, tmp_path):
    """Precincts 1 and 2 with two doors each are loaded; the file moves 2 away and brings 3."""
    old, new = tmp_path / "old.geojson", tmp_path / "new.geojson"
    write_geojson(old, [({"code": "1"}, square(0)), ({"code": "2"}, square(1))])
    write_geojson(new, [({"code": "1"}, square(0)), ({"code": "3"}, square(1))])
    load_ground(campaign=campaign, precincts=old)
    for precinct in campaign.jurisdiction.precincts.all():
        make.make_doors(precinct, 2)
    return new


def test_what_is_same_new_and_gone_is_told_with_the_doors_that_move(campaign, changed_file):
    changes = compare_precincts(jurisdiction=campaign.jurisdiction, path=changed_file)
    assert (changes.same, changes.changed) == (("1",), {})
    assert (changes.new, changes.gone) == (("3",), ("2",))
    assert changes.moves == (Move("2", "3", 2),)
    assert changes.doors_moving == 2


def test_a_boundary_that_shrinks_is_changed_by_its_share(campaign, changed_file, tmp_path):
    half = tmp_path / "half.geojson"
    ring = [
        [WEST, SOUTH], [WEST + SIDE / 2, SOUTH], [WEST + SIDE / 2, SOUTH + SIDE],
        [WEST, SOUTH + SIDE], [WEST, SOUTH],
    ]  # fmt: skip
    shape = {"type": "Polygon", "coordinates": [ring]}
    write_geojson(half, [({"code": "1"}, shape), ({"code": "2"}, square(1))])
    changes = compare_precincts(jurisdiction=campaign.jurisdiction, path=half)
    assert changes.changed == {"1": pytest.approx(0.5)}
    assert changes.moves == (Move("1", None, 1),)


def test_comparing_stores_nothing_and_the_command_says_so(campaign, changed_file, capsys):
    before = list(Precinct.objects.order_by("id").values_list("id", "code"))
    of_building = list(Building.objects.order_by("id").values_list("id", "precinct"))
    arguments = ["load_ground", "--campaign", campaign.slug, "--precincts", str(changed_file)]
    call_command(*arguments, "--compare")
    told = capsys.readouterr().out
    assert "1 precincts the same, 0 changed, 1 new, 1 gone; 2 doors" in told
    assert "2 doors: 2 -> 3" in told
    assert told.endswith("Nothing was stored.\n")
    call_command(*arguments, "--compare", "--json")
    assert json.loads(capsys.readouterr().out)["doors_moving"] == 2
    assert list(Precinct.objects.order_by("id").values_list("id", "code")) == before
    assert list(Building.objects.order_by("id").values_list("id", "precinct")) == of_building
    with pytest.raises(CommandError, match="--compare looks at precincts"):
        call_command(*arguments, "--compare", "--streets", str(changed_file))


def test_the_redrawings_of_two_real_cities_are_told(campaign, shared_data):
    cambridge = shared_data / "data" / "cambridge_ma"
    load_ground(campaign=campaign, precincts=cambridge / "ELECTIONS_WardsPrecincts2010.geojson")
    for precinct in campaign.jurisdiction.precincts.all():
        make.make_door(make.make_building(precinct))
    new = compare_precincts(
        jurisdiction=campaign.jurisdiction, path=cambridge / "ELECTIONS_WardsPrecincts.geojson"
    )
    assert len(new.same) + len(new.changed) + len(new.new) == 33
    assert len(new.same) + len(new.changed) + len(new.gone) == 34
    assert (new.gone, new.rejected) == (("3-2A",), 0)
    assert {move.come_from for move in new.moves} >= {"3-2A"}
    assert 0 < new.doors_moving < 34
    city = make.make_campaign(campaign.organization)
    philadelphia = shared_data / "data" / "philadelphia"
    load_ground(campaign=city, precincts=philadelphia / "Political_Divisions_older.geojson")
    newer = compare_precincts(
        jurisdiction=city.jurisdiction, path=philadelphia / "Political_Divisions_2026.geojson"
    )
    assert len(newer.same) + len(newer.changed) + len(newer.new) == 1703
    assert len(newer.same) + len(newer.changed) + len(newer.gone) == 1686
    assert (len(newer.new), newer.gone, newer.rejected) == (17, (), 0)


def test_replacing_retires_what_the_file_does_not_name_and_keeps_what_was_cut_there(
    campaign, changed_file, tmp_path
):
    second = campaign.jurisdiction.precincts.get(code="2")
    turf = make.make_turf(
        make.make_cut(campaign), list(Door.objects.filter(building__precinct=second))
    )
    report = load_ground(campaign=campaign, precincts=changed_file, is_replacing=True)
    assert "1 precincts that the file does not name were retired." in (
        report.layers["precincts"].warnings
    )
    assert report.totals["precincts"] == 2
    assert set(Precinct.objects.live().values_list("code", flat=True)) == {"1", "3"}
    assert not Building.objects.filter(precinct=second).exists()
    turf.refresh_from_db()
    assert turf.precinct == second
    changes = compare_precincts(jurisdiction=campaign.jurisdiction, path=changed_file)
    assert (changes.new, changes.gone, changes.doors_moving) == ((), (), 0)
    load_ground(campaign=campaign, precincts=tmp_path / "old.geojson", is_replacing=True)
    assert set(Precinct.objects.live().values_list("code", flat=True)) == {"1", "2"}
    assert Building.objects.filter(precinct=second).count() == 2


def test_without_replacing_nothing_is_retired(campaign, changed_file):
    load_ground(campaign=campaign, precincts=changed_file)
    assert Precinct.objects.live().count() == 3
