"""A frozen list stays what it was."""

import pytest
from django.utils import timezone

from tests.factories import (
    make_campaign,
    make_cut,
    make_doors,
    make_organization,
    make_person,
    make_precinct,
    make_street,
    make_turf,
)
from turf.models import Cut, Door, Household, ListedDoor, Person, Universe, UniverseMember
from turf.services.freeze_walk_lists import freeze_walk_lists
from turf.services.save_universe import save_universe

pytestmark = pytest.mark.django_db


@pytest.fixture
def cut() -> Cut:
    """A cut of two turfs of three doors."""
    campaign = make_campaign(make_organization())
    precinct = make_precinct(campaign.jurisdiction)
    make_street(campaign.jurisdiction)
    doors = make_doors(precinct, 6)
    cut = make_cut(campaign)
    make_turf(cut, doors[:3])
    make_turf(cut, doors[3:])
    return cut


def test_freezing_twice_freezes_once(cut: Cut) -> None:
    first = freeze_walk_lists(cut=cut)
    assert freeze_walk_lists(cut=cut) == first
    assert [walk_list.number for walk_list in first] == [1, 2]
    assert ListedDoor.objects.count() == 6


def test_the_next_round_gets_new_numbers(cut: Cut) -> None:
    freeze_walk_lists(cut=cut)
    second = freeze_walk_lists(cut=cut, round_number=2)
    assert [walk_list.number for walk_list in second] == [3, 4]


def test_a_household_that_asked_not_to_be_visited_is_never_on_a_list(cut: Cut) -> None:
    door = Door.objects.order_by("id")[1]
    Household.objects.create(
        organization=cut.organization, door=door, do_not_knock_at=timezone.now()
    )
    first = freeze_walk_lists(cut=cut)[0]
    listed = list(first.listed_doors.order_by("position").values_list("position", "door_id"))
    assert [position for position, _ in listed] == [1, 2]
    assert door.pk not in [listed_door for _, listed_door in listed]
    assert first.door_count == 2


def test_a_turf_where_nobody_may_be_visited_gets_no_list(cut: Cut) -> None:
    for stop in cut.turfs.order_by("id")[0].stops.all():
        Household.objects.create(
            organization=cut.organization, door=stop.door, do_not_knock_at=timezone.now()
        )
    assert len(freeze_walk_lists(cut=cut)) == 1


def test_what_was_frozen_stays_when_the_ground_changes(cut: Cut) -> None:
    walk_list = freeze_walk_lists(cut=cut)[0]
    before = list(walk_list.listed_doors.order_by("position").values())
    building = walk_list.listed_doors.order_by("position")[0].door.building
    building.street_name = "Renamed Street"
    building.save()
    freeze_walk_lists(cut=cut)
    assert list(walk_list.listed_doors.order_by("position").values()) == before


def test_residents_are_listed_and_targets_are_those_of_the_universe(cut: Cut) -> None:
    door = Door.objects.order_by("id")[0]
    target, other = make_person(door), make_person(door)
    make_person(door, standing="moved")
    cut.universe = save_universe(
        campaign=cut.campaign, name="members", target_keys=[target.key], has_all_doors=True
    )
    cut.save()
    listed = freeze_walk_lists(cut=cut)[0].listed_doors.get(door=door)
    assert dict(listed.people.values_list("person", "is_target")) == {
        target.pk: True,
        other.pk: False,
    }


def test_a_universe_saved_again_is_exactly_what_was_asked(cut: Cut) -> None:
    people = [make_person(door) for door in Door.objects.order_by("id")[:3]]

    def save(keys: list[str], has_all_doors: bool) -> set[tuple[int, int | None]]:
        save_universe(
            campaign=cut.campaign, name="u", target_keys=keys, has_all_doors=has_all_doors
        )
        return set(UniverseMember.objects.values_list("door_id", "person_id"))

    assert len(save([people[0].key, people[1].key, "nobody"], has_all_doors=True)) == 6
    alone = save([people[2].key], has_all_doors=False)
    assert alone == {(people[2].household.door_id, people[2].pk)}
    assert Universe.objects.count() == 1
    assert Person.objects.count() == 3


def test_the_cost_of_freezing_does_not_grow_with_the_people(cut: Cut, count_queries) -> None:
    make_person(Door.objects.order_by("id")[0])
    one = count_queries(lambda: freeze_walk_lists(cut=cut))
    for door in Door.objects.all():
        make_person(door)
        make_person(door)
    assert count_queries(lambda: freeze_walk_lists(cut=cut, round_number=2)) == one
