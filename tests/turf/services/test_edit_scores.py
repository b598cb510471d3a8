"""The score of a cut is that of its turfs as they are, and the run's own is not lost."""

import pytest

from tests.turf.stored_town import (
    assert_score_is_true,
    cut_town,
    live,
    picture,
    store_town,
    two_precincts,
)
from turf.errors import NotFound
from turf.models import Cut, Turf, TurfEdit
from turf.services.lock_turf import lock_turf
from turf.services.score_turfs import score_turfs
from turf.services.split_turf import split_turf
from turf.services.turf_problems import NotTheLatest
from turf.services.undo_edit import undo_edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def cut(standing_cut) -> Cut:
    """A town with a major road, a house outside, and small turfs."""
    return Cut.objects.get(pk=standing_cut)


def stored(cut):
    return Cut.objects.get(pk=cut.pk).score


@pytest.mark.parametrize("doors", [15, 200])
def test_what_the_run_scored_is_worked_out_again_from_its_turfs_to_the_byte(doors):
    cut = cut_town(store_town(two_precincts()), doors=doors)
    score = stored(cut)
    # Turfs as large as a precinct cannot but cross the major road.
    assert score["crossings"] > 0 or doors == 15
    assert score["unassigned_by_reason"] == {"outside": 1}
    assert score_turfs(cut=cut) == score
    assert_score_is_true(cut)


def test_the_score_follows_an_edit_and_the_runs_own_stays_in_the_first(cut):
    first = stored(cut)
    edit = split_turf(turf=live(cut)[0], into=2)
    assert edit.before["score"] == first
    assert edit.cut.score["turfs"] == stored(cut)["turfs"] == first["turfs"] + 1
    assert_score_is_true(cut)
    again = split_turf(turf=live(cut)[-1], into=3)
    assert again.before["score"]["turfs"] == first["turfs"] + 1
    assert TurfEdit.objects.get(cut=cut, number=1).before["score"] == first


def test_a_cut_that_was_read_before_a_colleagues_edit_does_not_bring_its_score_back(cut):
    stale = Cut.objects.get(pk=cut.pk)
    split_turf(turf=live(cut)[0], into=2)
    between = stored(cut)
    turf = live(cut)[-1]
    turf.cut = stale
    assert split_turf(turf=turf, into=2).before["score"] == between
    assert_score_is_true(cut)


def test_a_lock_keeps_the_score_and_undoing_it_too(cut):
    first = stored(cut)
    assert lock_turf(turf=live(cut)[0]).before["score"] == first
    undo_edit(cut=cut)
    assert stored(cut) == first


def test_crossings_of_old_turfs_are_unknown_until_all_were_replaced(cut):
    first = stored(cut)
    Turf.objects.update(crossings=None)
    split_turf(turf=live(cut)[0], into=2)
    assert stored(cut)["crossings"] is None
    assert stored(cut)["turfs"] == first["turfs"] + 1
    undo_edit(cut=cut)
    assert stored(cut) == first


def test_an_edit_of_old_that_kept_no_score_is_undone_to_one_worked_out_anew(cut):
    first = stored(cut)
    edit = split_turf(turf=live(cut)[0], into=2)
    del edit.before["score"]
    edit.save()
    undo_edit(cut=cut)
    assert stored(cut) == first


def test_a_cut_without_a_turf_has_a_score(cut):
    Turf.objects.filter(cut=cut).delete()
    score = score_turfs(cut=cut)
    assert (score["turfs"], score["assigned"], score["unassigned"]) == (0, 0, 1)
    assert score["metres_per_door"] is None


def test_an_edit_taken_back_by_its_number_is_taken_back_once(cut):
    pictures = [picture(cut)]
    for _ in range(2):
        split_turf(turf=live(cut)[0], into=2)
        pictures.append(picture(cut))
    with pytest.raises(NotTheLatest, match="Edit 1 was followed"):
        undo_edit(cut=cut, number=1)
    with pytest.raises(NotFound, match="no edit 9"):
        undo_edit(cut=cut, number=9)
    assert picture(cut) == pictures[2]
    for _ in range(2):
        assert undo_edit(cut=cut, number=2).undone_at
        assert picture(cut) == pictures[1]
    undo_edit(cut=cut, number=1)
    assert picture(cut) == pictures[0]
