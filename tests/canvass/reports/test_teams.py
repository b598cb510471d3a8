"""A report by team tells what three people or more did together, and nothing of fewer."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from canvass.reports.breakdown import Breakdown, breakdowns
from canvass.reports.contact_rates import Figures, Filters, contact_rates
from canvass.reports.render import as_csv, as_table
from canvass.reports.report import NOTHING
from canvass.reports.teams import TEAMS, TeamsStandAlone
from canvass.reports.withhold import withhold
from canvass.services.fading.fade_trails import fade_trails
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift
from tests.canvass.services.knock_documents import NOON, Walk
from tests.world import make_world

pytestmark = pytest.mark.django_db

MORNING = NOON - timedelta(hours=2)


def crew_of(walk, people, *, area="West side", starts_at=MORNING, knocks=12):
    """Let so many people walk a shift of two hours, and knock so many doors each on one list."""
    members = [make.make_member(walk.organization, "canvasser") for _ in range(people)]
    return walk_again(walk, members, area=area, starts_at=starts_at, knocks=knocks)


def walk_again(walk, members, *, area="West side", starts_at=MORNING, knocks=12):
    shift = make_shift(walk.campaign, *members, starts_at=starts_at, area=area)
    ends_at = starts_at + timedelta(hours=2)
    shift.members.update(checked_in_at=starts_at, checked_out_at=ends_at)
    for member in members:
        make.AssignmentHolder.objects.get_or_create(
            organization=walk.organization, assignment=walk.assignment, membership=member
        )
        sent = [
            walk.not_home(n, knocked_at=(starts_at + timedelta(minutes=5 * n + 1)).isoformat())
            for n in range(knocks)
        ]
        phone = make.make_device(walk.organization)
        outcomes = walk.push(
            *sent, membership=member, device=phone, sent_at=ends_at, received_at=ends_at
        )
        assert {one.outcome.value for one in outcomes} == {"applied"}
    return shift, members


def by_team(walk, **asked):
    return contact_rates(campaign=walk.campaign, by=Breakdown.TEAM, **asked)


@pytest.fixture
def walk():
    return Walk(doors=12)


def test_teams_of_three_are_told_and_add_up_to_the_total(walk):
    west, _ = crew_of(walk, 3)
    south, _ = crew_of(walk, 4, area="South side", starts_at=MORNING + timedelta(hours=3))
    for figures in Figures:
        report = by_team(walk, figures=figures)
        assert [(row.key, row.label, row.counts.knocks) for row in report.rows] == [
            (str(west.pk), "2026-10-03 10:00 West side", 36),
            (str(south.pk), "2026-10-03 13:00 South side", 48),
        ]
        assert report.total.counts.knocks == 84
        assert TEAMS in report.notes


def test_a_team_of_two_is_withheld_and_cannot_be_had_by_subtraction(walk):
    two, _ = crew_of(walk, 2, area="North side")
    three, _ = crew_of(walk, 3, starts_at=MORNING + timedelta(hours=3))
    four, _ = crew_of(walk, 4, starts_at=MORNING + timedelta(hours=6))
    report = by_team(walk)
    hidden = {row.key for row in report.rows if row.is_hidden}
    assert hidden == {str(two.pk), str(three.pk)}
    for row in report.rows:
        assert row.is_hidden == (row.counts == NOTHING) == (row.rates == ())
    [told] = [row for row in report.rows if not row.is_hidden]
    assert (told.key, told.counts.knocks) == (str(four.pk), 48)
    assert "fewer than 3 people" in as_table(report)
    assert "North side,withheld" in as_csv(report)


def test_the_people_who_knocked_count_and_not_those_who_were_there(walk):
    shift, _ = crew_of(walk, 2)
    for _ in range(3):
        idle = make.make_member(walk.organization, "canvasser")
        place = make_shift(walk.campaign, idle).members.get()
        place.shift, place.checked_in_at = shift, MORNING
        place.save()
    assert [row.is_hidden for row in by_team(walk).rows] == [True]


def test_one_person_who_walks_alone_again_and_again_stays_one_person(walk):
    crew_of(walk, 4, starts_at=MORNING + timedelta(hours=9))
    _, alone = crew_of(walk, 1)
    for times in (1, 2):
        walk_again(walk, alone, starts_at=MORNING + timedelta(hours=3 * times))
    assert all(row.is_hidden for row in by_team(walk).rows)


def test_knocks_before_after_and_without_a_shift_are_in_none(walk):
    shift, members = crew_of(walk, 3)
    shift.members.filter(membership=members[0]).update(
        checked_in_at=MORNING + timedelta(minutes=30),
        checked_out_at=MORNING + timedelta(minutes=40),
    )
    crew_of(walk, 3, starts_at=MORNING + timedelta(hours=3))[0].members.update(checked_in_at=None)
    report = by_team(walk)
    assert [(row.key, row.label) for row in report.rows][1] == (None, "in no shift")
    assert [row.counts.knocks for row in report.rows] == [24 + 2, 36 + 10]


def test_who_did_not_check_out_was_there_until_the_shift_ended(walk):
    shift, _ = crew_of(walk, 3)
    shift.members.update(checked_out_at=None)
    assert [row.counts.knocks for row in by_team(walk).rows] == [36]
    shift.ended_at = MORNING + timedelta(minutes=16, seconds=30)
    shift.save()
    assert [row.counts.knocks for row in by_team(walk).rows] == [12, 24]


def test_a_shift_of_another_campaign_is_no_team_of_this_one(walk):
    shift, _ = crew_of(walk, 3)
    shift.campaign = make.make_campaign(walk.organization)
    shift.save()
    assert [row.label for row in by_team(walk).rows] == ["in no shift"]


def test_once_it_is_forgotten_who_knocked_there_is_no_team(walk):
    crew_of(walk, 3)
    fade_trails(organization=walk.organization, at=NOON + timedelta(days=40))
    [row] = by_team(walk).rows
    assert (row.label, row.is_hidden) == ("in no shift", True)


@pytest.mark.parametrize(
    ("by", "filters"),
    [
        ("team,turf", Filters()),
        ("day,team", Filters()),
        ("team", Filters(first_day=date(2026, 10, 3))),
        ("team", Filters(turfs=(1,))),
    ],
)
def test_a_part_of_a_team_is_refused(walk, by, filters):
    with pytest.raises(TeamsStandAlone) as problem:
        contact_rates(campaign=walk.campaign, by=breakdowns([by]), filters=filters)
    assert problem.value.code == "teams_stand_alone"


def test_the_command_and_the_api_tell_the_same(world_of_teams, capsys):
    world, told = world_of_teams
    call_command("report", "--campaign", told, "--by", "team", "--format", "json")
    printed = json.loads(capsys.readouterr().out)
    url = "/api/v1/reports/contact-rates/"
    answer = world.by_session("director").get(url, {"campaign": told, "by": "team"}).json()
    assert answer["rows"] == printed["rows"]
    assert [row["is_withheld"] for row in answer["rows"]] == [False, False]
    refused = world.by_session("director").get(url, {"campaign": told, "by": "team,day"})
    assert (refused.status_code, refused.json()["code"]) == (400, "teams_stand_alone")
    with pytest.raises(CommandError, match="nothing else"):
        call_command("report", "--campaign", told, "--by", "team,day")


@pytest.fixture
def world_of_teams(db):
    """Two teams of three; one of them made few knocks."""
    world = make_world()
    walk = Walk(doors=12, organization=world.organization)
    crew_of(walk, 3)
    crew_of(walk, 3, starts_at=MORNING + timedelta(hours=3), knocks=2)
    return world, walk.campaign.slug


def test_who_sees_aggregates_only_is_told_no_team_of_few_knocks_either(world_of_teams):
    world, slug = world_of_teams
    url = "/api/v1/reports/contact-rates/"
    answer = world.by_session("analyst").get(url, {"campaign": slug, "by": "team"}).json()
    assert [row["is_withheld"] for row in answer["rows"]] == [True, True]


def test_what_rows_of_few_people_hold_together_is_no_small_number_either():
    walk = Walk(doors=12)
    crew_of(walk, 1, knocks=2)
    crew_of(walk, 2, knocks=2, starts_at=MORNING + timedelta(hours=3))
    for hours in (6, 9):
        crew_of(walk, 3, starts_at=MORNING + timedelta(hours=hours))
    report = by_team(walk)
    assert [row.is_hidden for row in report.rows] == [True, True, False, False]
    told = [row for row in withhold(report).rows if not row.is_hidden]
    assert [row.counts.knocks for row in told] == [36]
