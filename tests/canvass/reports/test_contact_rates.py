"""Contact rates count what stands, and each figure carries its parts."""

from datetime import date, timedelta

import pytest

from canvass.models import Knock
from canvass.rates.dispositions import MEANING, Disposition, is_attempt, is_contact
from canvass.reports.breakdown import UnknownBreakdown
from canvass.reports.contact_rates import NO_KNOCKS, Breakdown, contact_rates
from canvass.reports.filters import DatesReversed, Filters
from tests import factories
from tests.canvass.services.knock_documents import NOON, Walk, withdrawal
from turf.models import ListedPerson

pytestmark = pytest.mark.django_db


def rates(row):
    return {rate.name: (rate.numerator, rate.denominator) for rate in row.rates}


def at(hours):
    """Moment of a knock, hours before noon of the Saturday."""
    return (NOON - timedelta(hours=hours)).isoformat()


def test_the_worked_example_of_ten_knocks():
    walk = Walk(doors=20)
    walk.push(
        *(walk.not_home(n) for n in range(7)),
        walk.spoke(7),
        walk.spoke(8, "come_back"),
        walk.spoke(9, "come_back"),
    )
    total = contact_rates(campaign=walk.campaign).total
    assert rates(total) == {
        "attempt_rate": (10, 20),
        "contact_rate_knock": (3, 10),
        "contact_rate_door": (3, 10),
        "contact_rate_reached": (3, 10),
        "contact_rate_person": (1, 10),
        "conversation_rate": (1, 10),
    }
    by_knock = total.rates[1]
    assert by_knock.value == pytest.approx(0.3)
    assert by_knock.interval.low == pytest.approx(0.107791, abs=5e-7)
    assert by_knock.interval.high == pytest.approx(0.603222, abs=5e-7)


def test_no_knocks_give_an_empty_table_and_a_sentence():
    walk = Walk()
    report = contact_rates(campaign=walk.campaign, by=Breakdown.TURF)
    assert report.rows == ()
    assert report.notes == (NO_KNOCKS,)
    assert rates(report.total)["attempt_rate"] == (0, 4)
    assert report.completeness.rate.value is None


def test_a_locked_tower_does_not_drown_the_street():
    walk = Walk(doors=6)
    walk.push(
        *(walk.not_home(n, results=[{"disposition": "no_access"}]) for n in range(4)),
        walk.not_home(4),
        walk.spoke(5),
    )
    found = rates(contact_rates(campaign=walk.campaign).total)
    assert found["contact_rate_knock"] == (1, 6)
    assert found["contact_rate_reached"] == (1, 2)


@pytest.mark.parametrize("kind", ["withdrawn", "superseded", "practice", "rolled_back", "sign"])
def test_what_does_not_stand_never_counts(kind):
    walk = Walk(kind="practice" if kind == "practice" else "door_knock")
    knock = walk.spoke(0)
    extra = {
        "withdrawn": [withdrawal(knock)],
        "superseded": [walk.not_home(0, supersedes=knock["id"])],
        "sign": [walk.not_home(1, results=[{"disposition": "sign_posted"}])],
    }
    walk.push(knock, *extra.get(kind, []))
    if kind == "rolled_back":
        walk.walk_list.state = "rolled_back"
        walk.walk_list.save()
    total = contact_rates(campaign=walk.campaign).total
    expected = {"superseded": (1, 1, 0), "sign": (2, 1, 1)}.get(kind, (0, 0, 0))
    assert (total.counts.knocks, total.counts.attempts, total.counts.contacts) == expected


def test_a_literature_drop_makes_no_attempts():
    walk = Walk(kind="lit_drop")
    walk.push(walk.spoke(0), walk.not_home(1))
    counts = contact_rates(campaign=walk.campaign).total.counts
    assert (counts.knocks, counts.attempts, counts.doors_issued, counts.targets) == (2, 0, 0, 0)


def test_a_door_is_one_door_however_often_it_is_knocked():
    walk = Walk()
    walk.push(walk.not_home(0), walk.not_home(0), walk.spoke(0), walk.not_home(1))
    found = rates(contact_rates(campaign=walk.campaign).total)
    assert found["contact_rate_knock"] == (1, 4)
    assert found["contact_rate_door"] == (1, 2)
    assert found["contact_rate_person"] == (1, 2)


def test_a_refusal_by_somebody_else_reaches_nobody():
    walk = Walk()
    walk.push(
        walk.spoke(0, results=[{"person": None, "disposition": "refused"}]),
        walk.spoke(1, "refused"),
    )
    assert rates(contact_rates(campaign=walk.campaign).total)["contact_rate_person"] == (1, 2)


def test_who_moved_is_no_longer_to_be_reached_but_who_talked_before_stays():
    walk = Walk()
    walk.push(walk.spoke(0, "moved"), walk.spoke(1, "complete"), walk.not_home(2))
    walk.push(walk.spoke(1, "moved"), walk.spoke(3, "deceased"))
    assert rates(contact_rates(campaign=walk.campaign).total)["contact_rate_person"] == (1, 2)


def test_only_targets_are_people_to_be_reached():
    walk = Walk()
    neighbour = ListedPerson.objects.get(person=walk.people[0])
    ListedPerson.objects.filter(pk=neighbour.pk).update(is_target=False)
    walk.push(walk.spoke(0), walk.spoke(1), walk.not_home(2))
    assert rates(contact_rates(campaign=walk.campaign).total)["contact_rate_person"] == (1, 2)


def test_without_targets_the_unit_is_the_door():
    walk = Walk()
    ListedPerson.objects.update(is_target=False)
    results = [{"person": None, "disposition": "complete"}]
    walk.push(walk.spoke(0, results=results), walk.spoke(1, "come_back"), walk.not_home(2))
    person = contact_rates(campaign=walk.campaign).total.rates[4]
    assert (person.unit, person.numerator, person.denominator) == ("door", 1, 3)


def test_another_campaign_and_another_organization_change_nothing():
    walk = Walk()
    walk.push(walk.spoke(0), walk.not_home(1))
    before = contact_rates(campaign=walk.campaign, by=Breakdown.TURF)
    for other in (Walk(organization=walk.organization), Walk()):
        other.push(other.spoke(0))
    after = contact_rates(campaign=walk.campaign, by=Breakdown.TURF)
    assert (after.rows, after.total) == (before.rows, before.total)


def test_completeness_counts_what_waits_and_what_is_still_on_the_phone():
    walk = Walk()
    knock = walk.not_home(0, device_seq=1)
    walk.push(knock, walk.not_home(1, device_seq=4), knock | {"note": "rewritten"})
    walk.push(walk.not_home(2, device_seq=2, answered=True))
    completeness = contact_rates(campaign=walk.campaign).completeness
    assert (completeness.received, completeness.waiting, completeness.reported) == (3, 1, 4)
    assert completeness.rate.value == pytest.approx(0.75)


@pytest.fixture
def campaign():
    """Two walks of one campaign in two precincts over three days and two rounds."""
    first = Walk(doors=6)
    second = Walk(doors=6, organization=first.organization, campaign=first.campaign)
    version = factories.make_script_version(first.campaign)
    for number, walk in enumerate((first, second)):
        pairs = [
            (disposition, answered)
            for disposition in Disposition
            if disposition is not Disposition.WITHDRAWN
            for answered in sorted(MEANING[disposition].answered)
        ]
        walk.push(
            *(
                walk.spoke(
                    index % 5,
                    disposition.value,
                    answered=answered,
                    knocked_at=at(index * 3 % 60),
                    script_version=version.id if index % 2 else None,
                    language_needed="" if index % 3 else "es",
                )
                for index, (disposition, answered) in enumerate(pairs[number:])
            )
        )
    again = factories.make_walk_list(second.turf)
    factories.make_assignment(
        again, second.member, offered_at=NOON, expires_at=NOON + timedelta(hours=9)
    )
    second.push(*(one | {"walk_list": str(again.id)} for one in (second.spoke(0), second.spoke(5))))
    return first.campaign


@pytest.mark.parametrize("by", [by for by in Breakdown if by is not Breakdown.TEAM])
def test_knocks_sum_over_each_breakdown_to_the_total(campaign, by):
    report = contact_rates(campaign=campaign, by=by)
    assert len(report.rows) >= 2
    assert len({row.key for row in report.rows}) == len(report.rows)
    for name in ("knocks", "attempts", "contacts", "reachable", "conversations"):
        total = sum(getattr(row.counts, name) for row in report.rows)
        assert total == getattr(report.total.counts, name)
    for name in ("doors_attempted", "targets", "targets_reached"):
        assert sum(getattr(row.counts, name) for row in report.rows) >= getattr(
            report.total.counts, name
        )


def test_every_count_equals_a_recount_knock_by_knock(campaign):
    knocks = list(Knock.objects.filter(campaign=campaign))
    attempts = [one for one in knocks if is_attempt(Disposition(one.disposition))]
    contacts = [
        one for one in knocks if is_contact(Disposition(one.disposition), answered=one.answered)
    ]
    counts = contact_rates(campaign=campaign).total.counts
    assert counts.knocks == len(knocks)
    assert counts.attempts == len(attempts)
    assert counts.contacts == len(contacts)
    assert counts.doors_attempted == len({one.door_id for one in attempts})
    assert counts.doors_contacted == len({one.door_id for one in contacts})
    assert counts.doors_issued == 12


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        (Breakdown.DAY, ["2026-10-01", "2026-10-02", "2026-10-03"]),
        (Breakdown.WEEKDAY, ["Thursday", "Friday", "Saturday"]),
        (Breakdown.ROUND, ["round 1", "round 2"]),
    ],
)
def test_rows_are_named_and_in_order(campaign, by, labels):
    assert [row.label for row in contact_rates(campaign=campaign, by=by).rows] == labels


def test_names_sort_by_their_numbers_and_what_has_none_comes_last():
    walk = Walk(doors=3)
    codes = ["ward 10", "ward 9"]
    for door, code in zip(walk.doors, codes, strict=False):
        precinct = factories.make_precinct(walk.campaign.jurisdiction, code=code)
        type(door.building).objects.filter(pk=door.building_id).update(precinct=precinct)
    type(walk.doors[2].building).objects.filter(pk=walk.doors[2].building_id).update(precinct=None)
    walk.push(*(walk.not_home(n) for n in range(3)))
    labels = [
        row.label for row in contact_rates(campaign=walk.campaign, by=Breakdown.PRECINCT).rows
    ]
    assert labels == ["ward 9", "ward 10", "outside every precinct"]


def test_a_turf_nobody_has_knocked_yet_is_in_the_table():
    walk = Walk()
    idle = Walk(organization=walk.organization, campaign=walk.campaign)
    walk.push(walk.not_home(0))
    rows = {
        row.key: row.counts for row in contact_rates(campaign=walk.campaign, by=Breakdown.TURF).rows
    }
    assert (rows[idle.turf.id].doors_issued, rows[idle.turf.id].knocks) == (4, 0)


def test_filters_leave_in_what_they_name(campaign):
    whole = contact_rates(campaign=campaign).total.counts
    by_day = contact_rates(campaign=campaign, by=Breakdown.DAY)
    for row in by_day.rows:
        one_day = Filters(first_day=row.key, last_day=row.key)
        assert contact_rates(campaign=campaign, filters=one_day).total.counts == row.counts
    for row in contact_rates(campaign=campaign, by=Breakdown.TURF).rows:
        only = contact_rates(campaign=campaign, filters=Filters(turfs=(row.key,))).total.counts
        assert only == row.counts
    for row in contact_rates(campaign=campaign, by=Breakdown.PRECINCT).rows:
        only = Filters(precincts=(row.label,))
        assert contact_rates(campaign=campaign, filters=only).total.counts == row.counts
    rounds = contact_rates(campaign=campaign, filters=Filters(rounds=(1, 2))).total.counts
    assert rounds == whole
    scripted = contact_rates(campaign=campaign, by=Breakdown.SCRIPT).rows[0]
    only = contact_rates(campaign=campaign, filters=Filters(scripts=(scripted.key,)))
    assert only.total.counts == scripted.counts


def test_a_range_of_days_that_ends_before_it_begins_is_refused():
    with pytest.raises(DatesReversed):
        Filters(first_day=date(2026, 10, 3), last_day=date(2026, 10, 2))


def test_an_unknown_breakdown_is_refused_naming_the_known():
    with pytest.raises(UnknownBreakdown, match="turf, precinct, day") as problem:
        Breakdown.named("canvasser")
    assert "'canvasser'" in str(problem.value)


@pytest.mark.parametrize("by", Breakdown)
def test_the_cost_does_not_grow_with_knocks_or_rows(by, count_queries):
    walk = Walk()

    def report():
        contact_rates(campaign=walk.campaign, by=by)

    walk.push(walk.spoke(0))
    few = count_queries(report)
    other = Walk(organization=walk.organization, campaign=walk.campaign, doors=12)
    other.push(*(other.spoke(n % 12, knocked_at=at(n)) for n in range(60)))
    assert count_queries(report) == few
    assert few <= 18
