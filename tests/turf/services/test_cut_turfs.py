"""A cut is stored whole: every door once, in a turf or with its reason."""

import csv
from pathlib import Path

import pytest
from django.contrib.gis.geos import LineString, Point

from tests.factories import (
    SOUTH,
    WEST,
    make_building,
    make_campaign,
    make_door,
    make_doors,
    make_organization,
    make_precinct,
    make_street,
    square,
)
from turf.cutting.ground import Params
from turf.errors import NotFound
from turf.models import (
    Building,
    Campaign,
    Cut,
    Door,
    Stop,
    UnassignedDoor,
    Universe,
    UniverseMember,
)
from turf.services.cut_turfs import cut_turfs
from turf.services.export_walk_lists import CannotWrite, export_walk_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    """Two precincts side by side, each with a street through its middle and 24 doors on it."""
    campaign = make_campaign(make_organization())
    for column in range(2):
        precinct = make_precinct(
            campaign.jurisdiction, code=f"1-{column + 1}", boundary=square(column)
        )
        make_doors(precinct, 24)
        west, south, east, north = precinct.boundary.extent
        middle = (south + north) / 2 + 0.0001
        make_street(campaign.jurisdiction, line=LineString((west, middle), (east, middle)))
    return campaign


def test_every_door_is_in_one_turf_or_unassigned_with_a_reason(campaign: Campaign) -> None:
    precinct = campaign.jurisdiction.precincts.get(code="1-1")
    far = make_door(make_building(precinct, location=Point(WEST + 0.001, SOUTH + 0.0001)))
    outside = make_door(make_building(precinct, location=Point(WEST - 1, SOUTH)))
    Building.objects.filter(pk=outside.building_id).update(precinct=None)
    cut = cut_turfs(campaign=campaign, params=Params(doors=12))
    stopped = list(Stop.objects.filter(cut=cut).values_list("door_id", flat=True))
    reasons = dict(UnassignedDoor.objects.filter(cut=cut).values_list("door_id", "reason"))
    assert sorted([*stopped, *reasons]) == sorted(Door.objects.values_list("id", flat=True))
    assert reasons == {far.pk: "no_street", outside.pk: "outside"}
    assert (cut.score["assigned"], cut.score["unassigned"]) == (48, 2)


def test_turfs_are_numbered_within_their_precinct_and_positions_have_no_gap(
    campaign: Campaign,
) -> None:
    cut = cut_turfs(campaign=campaign, params=Params(doors=12))
    assert sorted(cut.turfs.values_list("name", flat=True)) == [
        "1-1-01", "1-1-02", "1-2-01", "1-2-02",
    ]  # fmt: skip
    for turf in cut.turfs.all():
        positions = list(turf.stops.order_by("position").values_list("position", flat=True))
        assert positions == list(range(1, turf.door_count + 1))
        precincts = set(turf.stops.values_list("door__building__precinct", flat=True))
        assert precincts == {turf.precinct_id}


def test_the_same_cut_comes_out_again_whatever_the_jobs(campaign: Campaign) -> None:
    first, second = (
        list(
            Stop.objects.filter(
                cut=cut_turfs(campaign=campaign, params=Params(doors=12), jobs=jobs)
            )
            .order_by("turf__name", "position")
            .values_list("turf__name", "position", "door_id", "side")
        )
        for jobs in (1, 2)
    )
    assert first == second


def test_only_the_named_precincts_and_universe_are_cut(campaign: Campaign) -> None:
    universe = Universe.objects.create(
        organization=campaign.organization, campaign=campaign, name="members"
    )
    chosen = list(Door.objects.filter(building__precinct__code="1-2").order_by("id")[:10])
    for door in [*chosen, Door.objects.filter(building__precinct__code="1-1").first()]:
        UniverseMember.objects.create(
            organization=campaign.organization, universe=universe, door=door
        )
    cut = cut_turfs(
        campaign=campaign, params=Params(doors=10), universe="members", precincts=["1-2"]
    )
    doors = Stop.objects.filter(cut=cut).values_list("door_id", flat=True)
    assert sorted(doors) == sorted(door.pk for door in chosen)


def test_an_unknown_precinct_or_universe_is_named_and_nothing_is_stored(
    campaign: Campaign,
) -> None:
    with pytest.raises(NotFound, match="9-9"):
        cut_turfs(campaign=campaign, params=Params(), precincts=["1-1", "9-9"])
    with pytest.raises(NotFound, match="'nobody'"):
        cut_turfs(campaign=campaign, params=Params(), universe="nobody")
    assert not Cut.objects.exists()


def test_ground_without_precincts_says_how_to_load_them() -> None:
    campaign = make_campaign(make_organization())
    with pytest.raises(NotFound, match="load_ground"):
        cut_turfs(campaign=campaign, params=Params())


def test_precincts_without_doors_or_streets_give_a_cut_that_says_so(campaign: Campaign) -> None:
    campaign.jurisdiction.streets.all().delete()
    cut = cut_turfs(campaign=campaign, params=Params())
    assert cut.score["unassigned_by_reason"]["no_street"] == 48
    Door.objects.all().delete()
    empty = cut_turfs(campaign=campaign, params=Params())
    assert (empty.score["turfs"], empty.score["assigned"], empty.score["unassigned"]) == (0, 0, 0)


def test_the_export_holds_every_stop_in_walking_order(campaign: Campaign, tmp_path: Path) -> None:
    cut_turfs(campaign=campaign, params=Params(doors=12))
    out = tmp_path / "lists.csv"
    assert export_walk_lists(campaign=campaign, out=out, file_format="csv") == 48
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ["turf", "position", "door_id", "address", "unit", "precinct", "lon", "lat"]
    assert list(rows[0]) == columns
    places = [(row["turf"], int(row["position"])) for row in rows]
    assert places == sorted(places)
    assert len({row["door_id"] for row in rows}) == 48


def test_the_export_neutralises_formulas(campaign: Campaign, tmp_path: Path) -> None:
    door = Door.objects.first()
    assert door is not None
    door.unit = "=HYPERLINK(1)"
    door.save()
    cut_turfs(campaign=campaign, params=Params(doors=12))
    out = tmp_path / "lists.csv"
    export_walk_lists(campaign=campaign, out=out, file_format="csv")
    assert ",'=HYPERLINK(1)," in out.read_text(encoding="utf-8")


def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(
    campaign: Campaign, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="cut_turfs"):
        export_walk_lists(campaign=campaign, out=tmp_path / "a.csv", file_format="csv")
    cut_turfs(campaign=campaign, params=Params())
    with pytest.raises(CannotWrite, match="--out"):
        export_walk_lists(
            campaign=campaign, out=tmp_path / "missing" / "a.csv", file_format="geojson"
        )
    assert list(tmp_path.iterdir()) == []
