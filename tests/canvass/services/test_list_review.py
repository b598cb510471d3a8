"""A list is looked over as a whole: held, released, rolled back, put back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Assignment, Knock, ListDecision
from canvass.reports.contact_rates import Breakdown, contact_rates
from canvass.services.lending.freeze_round import freeze_round
from canvass.services.list_review.hold_for_review import hold_for_review
from canvass.services.list_review.put_back_rolled import put_back_rolled
from canvass.services.list_review.release_list import release_list
from canvass.services.list_review.roll_back_list import roll_back_list
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk
from turf.models import Household, Person, WalkList
from turf.services.list_problems import DoorsTaken

pytestmark = pytest.mark.django_db
HELD = ("complete", "refused", "moved", "deceased", "come_back")


@pytest.fixture
def walk():
    return Walk(doors=3)


def decide(walk, service, minutes=0):
    director = make.make_member(walk.organization, "director")
    return service(
        walk_list=walk.walk_list,
        reason="Practice taps",
        decided_by=director,
        decided_at=NOON + timedelta(minutes=minutes),
    )


def tallies(campaign):
    """Every figure that is read out of knocks."""
    reports = [contact_rates(campaign=campaign, by=by) for by in (None, *Breakdown)]
    still = [replace(one, as_of=NOON) for one in reports]
    people = Person.objects.filter(jurisdiction=campaign.jurisdiction).order_by("pk")
    return still, list(people.values_list("standing", "found", "found_on", "found_door"))


def knocks(report):
    return {row.key: row.counts.knocks for row in (*report.rows, report.total) if row.counts.knocks}


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(HELD)), max_size=5),
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(HELD)), max_size=3),
)
def test_rolled_back_it_counts_nowhere_and_put_back_it_is_as_it_was(visits, others):
    walk = Walk(doors=3)
    other = Walk(
        doors=3, organization=walk.organization, campaign=walk.campaign, precinct=walk.precinct
    )
    other.push(*(other.spoke(door, disposition) for door, disposition in others))
    Assignment.objects.filter(walk_list=walk.walk_list).update(state="returned", ended_at=NOON)
    without = tallies(walk.campaign)
    walk.push(*(walk.spoke(door, disposition) for door, disposition in visits))
    before = tallies(walk.campaign)

    decide(walk, roll_back_list)
    rolled = tallies(walk.campaign)
    decide(walk, put_back_rolled)

    assert [knocks(report) for report in rolled[0]] == [knocks(one) for one in without[0]]
    assert rolled[1] == without[1]
    assert tallies(walk.campaign) == before
    assert Knock.objects.filter(walk_list=walk.walk_list).count() == len(visits)


def test_decisions_are_kept_with_their_reasons_and_repeat_without_effect(walk):
    for service in (hold_for_review, release_list, roll_back_list, put_back_rolled):
        for minutes in range(2):
            decide(walk, service, minutes)

    kept = ListDecision.objects.filter(walk_list=walk.walk_list).order_by("pk")
    assert list(kept.values_list("kind", "reason", "state_before")) == [
        ("held", "Practice taps", "ready"),
        ("released", "Practice taps", "ready"),
        ("rolled_back", "Practice taps", "ready"),
        ("put_back", "Practice taps", "rolled_back"),
    ]


def test_a_list_that_is_held_counts_and_is_printed_beside(walk):
    walk.push(walk.spoke(0), walk.not_home(1))
    decide(walk, hold_for_review)

    report = contact_rates(campaign=walk.campaign)

    assert (report.total.counts.knocks, report.held) == (2, 2)
    assert "2 knocks are on lists held for review; they count." in report.notes


def test_whoever_holds_a_list_that_is_rolled_back_loses_it(walk):
    decide(walk, roll_back_list)
    assert Assignment.objects.get(pk=walk.assignment.pk).state == "taken_back"
    assert WalkList.objects.get(pk=walk.walk_list.pk).state == "rolled_back"


def test_a_knock_that_comes_after_a_roll_back_is_kept_and_not_counted(walk):
    decide(walk, roll_back_list)
    [outcome] = walk.push(
        walk.spoke(0, "moved", knocked_at=(NOON - timedelta(hours=1)).isoformat())
    )
    assert outcome.outcome == "applied"
    assert contact_rates(campaign=walk.campaign).total.counts.knocks == 0
    assert Person.objects.get(pk=walk.people[0].pk).standing == "resident"


def test_what_a_household_asked_outlives_its_list(walk):
    walk.push(walk.spoke(0, "refused", do_not_knock=True))
    decide(walk, roll_back_list)
    assert Household.objects.get(door=walk.doors[0]).do_not_knock_at is not None


def test_a_list_whose_doors_were_given_out_again_is_not_put_back(walk):
    decide(walk, roll_back_list)
    [again] = freeze_round(cut=walk.turf.cut, number=1)
    with pytest.raises(DoorsTaken):
        decide(walk, put_back_rolled)

    walk.walk_list, first = again, walk.walk_list
    decide(walk, roll_back_list)
    walk.walk_list = first
    assert decide(walk, put_back_rolled).state == "ready"
