"""Each edit does what it says, or says why not and changes nothing."""

import pytest
import shapely

from tests import factories as make
from tests.turf.cutting.street_plans import Town, grid, square
from tests.turf.stored_town import (
    across,
    assert_well_formed,
    bent,
    cut_town,
    doors_in_turfs,
    doors_of,
    ground_of,
    live,
    picture,
    store_town,
)
from turf.cutting import lay_out
from turf.cutting.ground import Pack, Params, RoadClass
from turf.errors import NotFound
from turf.geo import to_django, to_shapely
from turf.models import Cut, Door, EditKind, ListedDoor, Turf, TurfEdit, WalkList
from turf.services.cut_turfs import cut_turfs
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.services.lock_turf import lock_turf
from turf.services.merge_turfs import merge_turfs
from turf.services.move_doors import move_doors
from turf.services.recut_unlocked import recut_unlocked
from turf.services.redraw_turf import redraw_turf
from turf.services.split_turf import split_turf
from turf.services.turf_problems import (
    AnotherCut,
    BadDrawing,
    CannotSplit,
    GroundNotShared,
    LineMisses,
    NobodyBeside,
    NothingToChange,
    NotNeighbours,
    TurfEmptied,
    TurfLocked,
    TurfRetired,
)
from turf.services.undo_edit import undo_edit
from turf.services.unlock_turf import unlock_turf

pytestmark = pytest.mark.django_db


@pytest.fixture
def cut(standing_cut) -> Cut:
    """Two precincts of small turfs."""
    return Cut.objects.get(pk=standing_cut)


def outline_of(turf: Turf):
    return to_shapely([turf.outline])[0]


def neighbours(cut: Cut) -> tuple[Turf, Turf]:
    first, *rest = live(cut)
    return first, next(t for t in rest if outline_of(t).distance(outline_of(first)) < 1e-9)


def test_merging_makes_one_turf_of_all_their_doors(cut):
    one, other = neighbours(cut)
    doors, ground = {*doors_of(one), *doors_of(other)}, ground_of(cut)
    user = make.make_user()
    edit = merge_turfs(cut=cut, turfs=[one, other], edited_by=user)
    merged = live(cut)[0]
    assert (merged.name, merged.precinct_id) == (one.name, one.precinct_id)
    assert set(doors_of(merged)) == doors
    assert (edit.number, edit.kind, edit.edited_by, edit.undone_at) == (1, "merge", user, None)
    assert [state["id"] for state in edit.after["turfs"]] == [merged.pk]
    assert_well_formed(cut, ground)
    one.refresh_from_db()
    assert one.retired_at
    assert not one.stops.exists()


def test_an_edit_that_would_give_ground_to_two_turfs_is_refused(cut, monkeypatch):
    turf, before = live(cut)[0], picture(cut)
    as_they_are = lay_out.outline_turfs

    def overlapping(*args):
        outlines = as_they_are(*args)
        outlines[0] = outlines[0].union(outlines[-1].buffer(-5))
        return outlines

    monkeypatch.setattr(lay_out, "outline_turfs", overlapping)
    with pytest.raises(GroundNotShared, match=f"{turf.name}.1, {turf.name}.2"):
        split_turf(turf=turf, into=2)
    assert picture(cut) == before


def test_turfs_of_two_precincts_merge_into_one_that_is_in_none(cut):
    one, other = next(
        (a, b)
        for a in live(cut)
        for b in live(cut)
        if (a.precinct.code, b.precinct.code) == ("P0", "P1")
        and outline_of(a).distance(outline_of(b)) < 1e-9
    )
    merge_turfs(cut=cut, turfs=[one, other])
    assert Turf.objects.live().get(cut=cut, name=one.name).precinct is None


def test_turfs_that_are_no_neighbours_are_not_merged(cut):
    turfs = live(cut)
    apart = max(turfs, key=lambda turf: outline_of(turf).distance(outline_of(turfs[0])))
    before = picture(cut)
    with pytest.raises(NotNeighbours, match=apart.name):
        merge_turfs(cut=cut, turfs=[turfs[0], apart])
    with pytest.raises(NothingToChange):
        merge_turfs(cut=cut, turfs=[turfs[0], turfs[0]])
    assert picture(cut) == before


def test_a_merge_over_a_river_is_done_and_says_that_there_is_no_way():
    town = Town()
    for y in (0, 100):
        town.street((0, y), (200, y)).houses((0, y), (200, y), 20.0)
    town.street((-20, 50), (220, 50), road_class=RoadClass.WATER)
    square(town, -20, -20, 220, 120)
    cut = cut_town(store_town(town), doors=20)
    edit = merge_turfs(cut=cut, turfs=live(cut))
    assert "does not hang together" in edit.after["warnings"][0]
    assert live(cut)[0].worst_hop_m > 50


def test_splitting_by_size_gives_stretches_of_about_equal_size(cut):
    one, other = neighbours(cut)
    merge_turfs(cut=cut, turfs=[one, other])
    turf, ground = live(cut)[0], ground_of(cut)
    doors = doors_of(turf)
    split_turf(turf=turf, into=3)
    parts = [part for part in live(cut) if part.name.startswith(f"{turf.name}.")]
    assert [part.name for part in parts] == [f"{turf.name}.{n}" for n in (1, 2, 3)]
    assert sorted(door for part in parts for door in doors_of(part)) == sorted(doors)
    mean = len(doors) / 3
    assert all(abs(part.door_count - mean) <= 0.2 * mean for part in parts)
    assert_well_formed(cut, ground)


def test_a_tower_is_split_by_its_doors_over_and_over(cut):
    tower = Door.objects.exclude(unit="").first().building
    turf = Turf.objects.live().filter(stops__door__building=tower).first()
    ground = ground_of(cut)
    for _ in range(2):
        split_turf(turf=turf, into=2)
        turf = Turf.objects.live().filter(stops__door__building=tower).order_by("-pk").first()
    assert_well_formed(cut, ground)


@pytest.mark.parametrize("into", [-1, 0, 1, 1000])
def test_a_split_into_too_few_or_too_many_is_refused(cut, into):
    with pytest.raises(CannotSplit):
        split_turf(turf=live(cut)[0], into=into)
    with pytest.raises(CannotSplit):
        split_turf(turf=live(cut)[0])
    assert not TurfEdit.objects.exists()


@pytest.mark.parametrize("as_drawn", [lambda line: line, to_django])
def test_splitting_by_a_line_parts_doors_and_ground_along_it(cut, as_drawn):
    turf, ground = live(cut)[0], ground_of(cut)
    line = across(turf)
    split_turf(turf=turf, line=as_drawn(line))
    parts = [part for part in live(cut) if part.name.startswith(f"{turf.name}.")]
    assert len(parts) == 2
    for part in parts:
        shape = outline_of(part)
        assert shape.intersection(line).area == 0
        for stop in part.stops.select_related("door__building"):
            assert shape.distance(shapely.Point(stop.door.building.location.coords)) < 1e-9
    assert_well_formed(cut, ground)


def test_lines_that_part_nothing_are_refused(cut):
    turf = live(cut)[0]
    west, south, east, north = outline_of(turf).bounds
    middle = outline_of(turf).representative_point()
    inside = shapely.LineString([(middle.x, middle.y), (middle.x + 1e-6, middle.y)])
    beside = shapely.LineString([(west - 1, south - 1), (east + 1, south - 1)])
    edge = shapely.LineString([(west - 1, south + 1e-9), (east + 1, south + 1e-9)])
    loop = shapely.LineString([(west, south), (east, north), (west, north), (east, south)])
    before = picture(cut)
    for line, problem in [
        (inside, LineMisses),
        (beside, LineMisses),
        (edge, (TurfEmptied, LineMisses)),
        (loop, BadDrawing),
        (shapely.LineString(), BadDrawing),
        (shapely.Point(west, south), BadDrawing),
    ]:
        with pytest.raises(problem):
            split_turf(turf=turf, line=line)
    assert picture(cut) == before


def test_moved_doors_are_in_the_other_turf_and_both_keep_their_names(cut):
    one, other = neighbours(cut)
    names, ground, doors = [t.name for t in live(cut)], ground_of(cut), doors_in_turfs(cut)
    moved, there = doors_of(one)[:3], doors_of(other)
    move_doors(cut=cut, doors=Door.objects.filter(pk__in=moved), to_turf=other)
    target = Turf.objects.live().get(cut=cut, name=other.name)
    assert set(doors_of(target)) == {*there, *moved}
    assert [turf.name for turf in live(cut)] == names
    assert doors_in_turfs(cut) == doors
    assert_well_formed(cut, ground)


def test_doors_that_cannot_be_moved_are_refused(cut):
    one, other = neighbours(cut)
    stranger = make.make_door(make.make_building(one.precinct))
    before = picture(cut)
    with pytest.raises(AnotherCut, match="1 of the doors"):
        move_doors(cut=cut, doors=[stranger], to_turf=one)
    with pytest.raises(TurfEmptied, match=other.name):
        move_doors(cut=cut, doors=Door.objects.filter(stops__turf=other), to_turf=one)
    with pytest.raises(NothingToChange):
        move_doors(cut=cut, doors=Door.objects.filter(stops__turf=one), to_turf=one)
    assert picture(cut) == before


def test_turfs_of_two_cuts_are_not_edited_together(cut):
    other = cut_town(cut.campaign)
    with pytest.raises(AnotherCut):
        merge_turfs(cut=cut, turfs=[live(cut)[0], live(other)[0]])
    with pytest.raises(AnotherCut):
        move_doors(cut=cut, doors=Door.objects.filter(stops__cut=cut)[:1], to_turf=live(other)[0])


def test_redrawing_takes_what_is_inside_and_gives_what_is_outside(cut):
    turf, ground, doors = live(cut)[0], ground_of(cut), doors_in_turfs(cut)
    drawn, first_doors = bent(cut, turf), doors_of(turf)
    redraw_turf(turf=turf, outline=drawn)
    redrawn = Turf.objects.live().get(cut=cut, name=turf.name)
    for stop in redrawn.stops.select_related("door__building"):
        assert drawn.intersects(shapely.Point(stop.door.building.location.coords))
    assert doors_in_turfs(cut) == doors
    was, now = set(first_doors), set(doors_of(redrawn))
    assert (len(now - was), len(was - now)) == (1, 1)
    assert outline_of(redrawn).difference(drawn.buffer(1e-9)).area < 1e-12
    assert_well_formed(cut, ground)


def test_drawings_that_cannot_be_are_refused(cut):
    turf = live(cut)[0]
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    before = picture(cut)
    for drawn in (bow_tie, shapely.Polygon(), shapely.Point(0, 0)):
        with pytest.raises(BadDrawing):
            redraw_turf(turf=turf, outline=drawn)
    with pytest.raises(NothingToChange):
        redraw_turf(turf=turf, outline=outline_of(turf).buffer(1e-9))
    with pytest.raises(TurfEmptied):
        redraw_turf(turf=turf, outline=shapely.box(10, 10, 11, 11))
    with pytest.raises(TurfEmptied):
        redraw_turf(turf=turf, outline=ground_of(cut))
    assert picture(cut) == before


def test_a_redrawn_turf_without_neighbours_cannot_give_doors_away():
    town = grid(1, 1)
    square(town, -40, -40, 140, 140)
    cut = cut_town(store_town(town), doors=100)
    [turf] = live(cut)
    west, south, east, north = outline_of(turf).bounds
    with pytest.raises(NobodyBeside):
        redraw_turf(turf=turf, outline=shapely.box(west, south, (west + east) / 2, north))


def test_a_locked_turf_is_changed_by_nothing_until_it_is_unlocked(cut):
    one, other = neighbours(cut)
    assert lock_turf(turf=one).kind == "lock"
    assert lock_turf(turf=one) is None
    assert TurfEdit.objects.count() == 1
    before = picture(cut)
    for edit in (
        lambda: merge_turfs(cut=cut, turfs=[one, other]),
        lambda: split_turf(turf=one, into=2),
        lambda: move_doors(
            cut=cut, doors=Door.objects.filter(pk__in=doors_of(one)[:1]), to_turf=other
        ),
        lambda: redraw_turf(turf=one, outline=outline_of(one)),
        lambda: redraw_turf(turf=other, outline=ground_of(cut)),
    ):
        with pytest.raises(TurfLocked, match=f"{one.name} is locked: unlock"):
            edit()
    assert picture(cut) == before
    unlock_turf(turf=one)
    split_turf(turf=one, into=2)
    with pytest.raises(TurfRetired, match=one.name):
        lock_turf(turf=one)


def test_recutting_leaves_what_is_locked_or_out(cut):
    first, second, *rest = live(cut)
    lock_turf(turf=first)
    freeze_walk_lists(cut=cut)
    WalkList.objects.filter(round__turf=second).update(state="out")
    doors, ground = doors_in_turfs(cut), ground_of(cut)
    edit = recut_unlocked(cut=cut, params=Params(doors=30, pack=Pack.NEVER), seed=1)
    kept = {turf.pk for turf in live(cut)}
    assert {first.pk, second.pk} < kept
    assert not kept & {turf.pk for turf in rest}
    assert len(edit.before["turfs"]) == len(rest)
    assert doors_in_turfs(cut) == doors
    assert len({turf.name for turf in live(cut)}) == len(kept) < 2 + len(rest)
    assert {turf.precinct.code for turf in live(cut)} == {"P0", "P1"}
    assert_well_formed(cut, ground)


def test_recutting_packed_turfs_keeps_to_their_ground(cut):
    packed = cut_town(cut.campaign, doors=60, pack=Pack.ALWAYS)
    ground, doors = ground_of(packed), doors_in_turfs(packed)
    recut_unlocked(cut=packed, params=Params(doors=20, pack=Pack.AUTO))
    assert doors_in_turfs(packed) == doors
    assert_well_formed(packed, ground)


def test_nothing_is_recut_where_all_is_locked(cut):
    for turf in live(cut):
        lock_turf(turf=turf)
    with pytest.raises(NothingToChange):
        recut_unlocked(cut=cut, params=Params())


def test_undoing_brings_back_the_same_turfs_one_edit_after_the_other(cut):
    pictures = [picture(cut)]
    one, other = neighbours(cut)
    merge_turfs(cut=cut, turfs=[one, other])
    pictures.append(picture(cut))
    split_turf(turf=live(cut)[0], into=2)
    pictures.append(picture(cut))
    lock_turf(turf=live(cut)[-1])
    pictures.append(picture(cut))
    recut_unlocked(cut=cut, params=Params(doors=30, pack=Pack.NEVER))
    for expected in pictures[::-1]:
        undone = undo_edit(cut=cut)
        assert undone.undone_at is not None
        assert picture(cut) == expected
    with pytest.raises(NotFound, match="no edit"):
        undo_edit(cut=cut)
    assert list(cut.edits.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    merge_turfs(cut=cut, turfs=[one, other])
    assert cut.edits.order_by("number").last().number == 5


def test_two_live_turfs_never_share_a_name_but_a_retired_one_may(cut):
    one, other = neighbours(cut)
    merge_turfs(cut=cut, turfs=[one, other])
    assert Turf.objects.filter(cut=cut, name=one.name).count() == 2
    assert Turf.objects.live().filter(cut=cut, name=one.name).count() == 1


def test_the_kinds_of_edits_are_known_to_the_database():
    assert {kind.value for kind in EditKind} == {
        "merge", "split", "move_doors", "redraw", "lock", "unlock", "recut",
    }  # fmt: skip


def test_an_edit_costs_the_same_however_large_the_rest_is(count_queries):
    costs = []
    for columns in (3, 6):
        town = grid(columns, 2, spacing_m=25.0)
        square(town, -40, -40, columns * 100 + 40, 240)
        cut = cut_turfs(campaign=store_town(town), params=Params(doors=12, pack=Pack.NEVER))
        turf = live(cut)[0]
        costs.append(
            [
                count_queries(lambda turf=turf: split_turf(turf=turf, into=2)),
                count_queries(lambda cut=cut: undo_edit(cut=cut)),
                count_queries(lambda cut=cut: merge_turfs(cut=cut, turfs=neighbours(cut))),
            ]
        )
    assert costs[0] == costs[1]
    assert not ListedDoor.objects.exists()
