"""The next round is for the doors that are worth another visit."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Assignment
from canvass.services.lending.freeze_round import CannotTake, freeze_round
from canvass.services.list_review.roll_back_list import roll_back_list
from tests import factories as make
from tests.canvass.api.sync.phone import PullingPhone
from tests.canvass.services.knock_documents import NOON, Walk, withdrawal
from turf.models import ListedDoor, ListedPerson
from turf.services.list_problems import RoundFrozen

pytestmark = pytest.mark.django_db
USUAL = {"not_home", "no_access", "come_back", "language"}
NEVER = {"complete", "refused", "break_off"}
ANSWERED = {"complete", "refused", "break_off", "come_back", "language", "other_person"}
TIERS = ({"language"}, {"come_back", "other_person"}, {"vacant"}, {"not_home", "no_access"})
DISPOSITIONS = [*sorted(USUAL | NEVER), "other_person", "vacant", "sign_posted"]


def knock(walk, door, disposition, **fields):
    results = [{"person": None, "disposition": disposition}]
    return walk.not_home(door, results=results, answered=disposition in ANSWERED, **fields)


def doors_of(lists):
    return set(ListedDoor.objects.filter(walk_list__in=lists).values_list("door", flat=True))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(DISPOSITIONS), st.booleans()), max_size=7)
)
def test_the_doors_of_the_next_round_are_those_of_a_plain_oracle(visits):
    walk = Walk(doors=5)
    last: dict[int, list[str]] = {number: [] for number in range(5)}
    closed = set()
    for minute, (door, disposition, is_undone) in enumerate(visits):
        sent = knock(walk, door, disposition, knocked_at=f"2026-10-03T15:{minute:02}:00Z")
        walk.push(sent)
        if is_undone:
            walk.push(withdrawal(sent, knocked_at=f"2026-10-03T15:{minute:02}:30Z"))
            continue
        last[door].append(disposition)
        closed |= {door} if disposition == "sign_posted" else set()

    def is_wanted(told):
        """One result a visit, so the household's leading outcome is all there is."""
        if not told or NEVER & set(told):
            return False
        for tier in (
            {"language"},
            {"come_back", "other_person"},
            {"vacant"},
            {"not_home", "no_access"},
        ):
            latest = [one for one in told if one in tier]
            if latest:
                return latest[-1] in USUAL
        return False

    expected = {
        walk.doors[door].pk for door, told in last.items() if is_wanted(told) and door not in closed
    }
    cut = walk.turf.cut
    assert doors_of(freeze_round(cut=cut, number=2)) == expected
    assert doors_of(freeze_round(cut=cut, number=2)) == expected


def test_another_language_is_flagged_for_a_speaker():
    walk = Walk(doors=2)
    walk.push(knock(walk, 0, "language", language_needed="es"), knock(walk, 1, "not_home"))

    [listed] = freeze_round(cut=walk.turf.cut, number=2)

    languages = listed.listed_doors.order_by("position").values_list("language", flat=True)
    assert list(languages) == ["es", ""]
    assert listed.round.number == 2


def test_a_note_stays_where_it_was_written():
    walk = Walk(doors=1)
    walk.push(knock(walk, 0, "not_home", note="blue door, shouts"))

    [listed] = freeze_round(cut=walk.turf.cut, number=2)

    values = [str(value) for row in listed.listed_doors.values() for value in row.values()]
    assert not any("shouts" in value for value in values)


def test_who_was_never_visited_is_taken_where_that_is_asked():
    walk = Walk(doors=3)
    walk.push(knock(walk, 0, "complete"))
    cut = walk.turf.cut
    assert freeze_round(cut=cut, number=2) == []
    taken = doors_of(freeze_round(cut=cut, number=2, take=["never_attempted"]))
    assert taken == {walk.doors[1].pk, walk.doors[2].pk}


@pytest.mark.parametrize("what", ["complete", "refused", "withdrawn", "everybody"])
def test_what_is_never_taken_cannot_be_asked_for(what):
    walk = Walk(doors=1)
    with pytest.raises(CannotTake):
        freeze_round(cut=walk.turf.cut, number=2, take=[what])


def test_a_literature_drop_is_no_visit():
    walk = Walk(doors=2, kind="lit_drop")
    walk.push(knock(walk, 0, "not_home", left_literature=True))
    assert freeze_round(cut=walk.turf.cut, number=2) == []
    [drop] = freeze_round(cut=walk.turf.cut, number=3, kind="lit_drop", take=["never_attempted"])
    assert (drop.kind, drop.door_count) == ("lit_drop", 2)


def test_a_shorter_list_takes_fewer_minutes():
    walk = Walk(doors=4)
    walk.push(knock(walk, 0, "not_home"))
    [listed] = freeze_round(cut=walk.turf.cut, number=2)
    assert listed.minutes == walk.turf.minutes - 3 * 2.5


def test_the_doors_of_a_list_that_was_rolled_back_are_free_in_its_round():
    walk = Walk(doors=2)
    director = make.make_member(walk.organization, "director")
    walk.push(knock(walk, 0, "complete"))
    cut = walk.turf.cut
    assert freeze_round(cut=cut, number=1) == [walk.walk_list]

    roll_back_list(
        walk_list=walk.walk_list, reason="Wrong street", decided_by=director, decided_at=NOON
    )

    [again] = freeze_round(cut=cut, number=1)
    assert again != walk.walk_list
    assert doors_of([again]) == {door.pk for door in walk.doors}


@pytest.mark.parametrize(
    ("first", "then"), [("door_knock", "lit_drop"), ("lit_drop", "door_knock")]
)
def test_a_round_frozen_as_one_kind_is_not_taken_for_another(first, then):
    walk = Walk(doors=2, kind=first)
    with pytest.raises(RoundFrozen, match=first):
        freeze_round(cut=walk.turf.cut, number=1, kind=then)
    assert freeze_round(cut=walk.turf.cut, number=1, kind=first) == [walk.walk_list]


def test_practice_takes_no_round_away():
    walk = Walk(doors=2)
    cut = walk.turf.cut
    [practice] = freeze_round(cut=cut, number=1, kind="practice")
    assert freeze_round(cut=cut, number=2, kind="practice") == [practice]
    assert (practice.kind, practice.round.number) == ("practice", 0)
    assert freeze_round(cut=cut, number=1) == [walk.walk_list]
    [second] = freeze_round(cut=cut, number=2, take=["never_attempted"])
    assert (second.kind, second.round.number) == ("door_knock", 2)


def test_a_round_can_be_frozen_after_practice():
    walk = Walk(doors=1, kind="practice")
    walk.walk_list.round.number = 0
    walk.walk_list.round.save()
    [real] = freeze_round(cut=walk.turf.cut, number=1)
    assert (real.kind, real.door_count) == ("door_knock", 1)


def test_nobody_who_lives_there_is_on_a_practice_list():
    walk = Walk(doors=2)
    [practice] = freeze_round(cut=walk.turf.cut, number=1, kind="practice")
    assert not ListedPerson.objects.filter(listed_door__walk_list=practice).exists()
    of_old = Walk(doors=2, kind="practice")
    assert ListedPerson.objects.filter(listed_door__walk_list=of_old.walk_list).exists()
    Assignment.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    phone = PullingPhone(of_old.member, of_old.device)
    [held] = phone.pull("walk_lists")
    answer = phone.client.get(f"/api/v1/walk-lists/{of_old.walk_list.pk}/").json()
    for stop in (*held["stops"], *answer["stops"]):
        assert (stop["targets"], stop["others"]) == ([], 0)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([None, *DISPOSITIONS]), min_size=5, max_size=5))
def test_the_first_round_of_a_new_cut_is_for_no_door_that_is_done_with(found):
    walk = Walk(doors=5)
    for door, disposition in enumerate(found):
        if disposition:
            walk.push(knock(walk, door, disposition))
    cut = make.make_cut(walk.campaign)
    make.make_turf(cut, walk.doors)
    expected = {
        walk.doors[door].pk
        for door, disposition in enumerate(found)
        if disposition not in NEVER | {"sign_posted"}
    }
    for _ in range(2):
        assert doors_of(freeze_round(cut=cut, number=1)) == expected
