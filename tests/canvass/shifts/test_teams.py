"""A lead looks after their own team: two leads, two shifts, and nothing between them."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Assignment, DeviceToken, EnrolmentCode, Shift, ShiftMember, SignOff
from canvass.services.shifts.check_in import check_in
from canvass.services.shifts.place_member import place_member
from canvass.services.shifts.shift_problems import InAnotherTeam
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift, place
from tests.world import make_list, make_world
from turf.models import Membership, Role

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


class Teams:
    """Two leads, each in a shift with one canvasser; ``free`` is in none."""

    def __init__(self):
        self.world = make_world()
        self.leads = [self.world.members["lead"], self.member(Role.LEAD)]
        self.people = [self.member() for _ in self.leads]
        self.free = self.member()
        self.shifts = [
            make_shift(self.world.campaign, *team)
            for team in zip(self.leads, self.people, strict=True)
        ]

    def member(self, role=Role.CANVASSER):
        name = f"walker-{uuid4().hex[:8]}"
        return make.make_member(
            self.world.organization, role, user=make.make_user(username=name, password=None)
        )

    def own(self, path, **query):
        """Ask as the first lead."""
        return self.world.by_session("lead").get(f"/api/v1/{path}", query)

    def tell(self, path, role="lead", **body):
        client = self.world.by_session(role)
        return client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json")


@pytest.fixture
def teams():
    return Teams()


def rows(answer):
    assert answer.status_code == 200
    told = answer.json()
    return told if isinstance(told, list) else told["results"]


def led(lead, at=None):
    return set(Membership.objects.led_by(lead, at or timezone.now()))


def test_a_lead_looks_after_their_team_and_who_is_in_none(teams):
    (mine, theirs), (lead, _) = teams.people, teams.leads
    seen = {one["id"] for one in rows(teams.own("members/"))}
    assert {lead.pk, mine.pk, teams.free.pk} <= seen
    assert theirs.pk not in seen
    for role in ("director", "admin"):
        client = teams.world.by_session(role)
        assert theirs.pk in {one["id"] for one in rows(client.get("/api/v1/members/"))}


def test_who_is_in_two_teams_is_looked_after_by_both_leads(teams):
    place(teams.shifts[1], teams.people[0])
    for lead in teams.leads:
        assert teams.people[0] in led(lead)


def test_in_a_shift_that_nobody_leads_anybody_who_leads_may_act(teams):
    loose = make_shift(teams.world.campaign, teams.free)
    assert all(teams.free in led(lead) for lead in teams.leads)
    assert teams.own(f"shifts/{loose.pk}/morning/").status_code == 200
    place(loose, teams.leads[1])
    assert teams.free not in led(teams.leads[0])
    assert teams.own(f"shifts/{loose.pk}/morning/").status_code == 404


@pytest.mark.parametrize("what", ["membership", "user", "role"])
def test_the_team_of_a_lead_who_is_gone_is_anybodys(teams, what):
    lead = teams.leads[1]
    if what == "user":
        lead.user.is_active = False
        lead.user.save()
    else:
        changed = {"is_active": False} if what == "membership" else {"role": Role.CANVASSER}
        Membership.objects.filter(pk=lead.pk).update(**changed)
    assert teams.people[1] in led(teams.leads[0])
    assert teams.own(f"shifts/{teams.shifts[1].pk}/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "lasts"),
    [
        ({"state": "planned"}, True),
        ({"state": "running"}, True),
        ({"state": "cancelled"}, False),
        ({"state": "ended", "ended_at": -7 * HOUR}, True),
        ({"state": "ended", "ended_at": -9 * HOUR}, False),
        ({"state": "planned", "starts_at": 7 * HOUR, "ends_at": 11 * HOUR}, True),
        ({"state": "planned", "starts_at": 9 * HOUR, "ends_at": 13 * HOUR}, False),
        ({"state": "running", "starts_at": -40 * HOUR, "ends_at": -25 * HOUR}, False),
    ],
)
def test_a_team_lasts_for_hours_around_its_shift_and_not_over_night(teams, changed, lasts):
    now = timezone.now()
    values = {name: one if isinstance(one, str) else now + one for name, one in changed.items()}
    Shift.objects.filter(pk=teams.shifts[1].pk).update(**values)
    assert (teams.people[1] not in led(teams.leads[0], now)) == lasts


PLACES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=12, unique=True)
STATES = st.tuples(*[st.sampled_from(["planned", "running", "ended", "cancelled"])] * 3)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PLACES, STATES)
def test_whom_a_lead_leads_is_told_by_places_alone(teams, places, states):
    """Persons 0 and 1 are the leads; whoever shares a led shift with others alone is theirs."""
    now, members = timezone.now(), [*teams.leads, *teams.people, teams.free]
    Shift.objects.all().delete()
    shifts = [make_shift(teams.world.campaign) for _ in states]
    for shift, who in places:
        place(shifts[shift], members[who])
    for shift, state in zip(shifts, states, strict=True):
        ended_at = now if state == "ended" else None
        Shift.objects.filter(pk=shift.pk).update(state=state, ended_at=ended_at)

    lasting = [number for number, state in enumerate(states) if state != "cancelled"]
    rosters = [{who for shift, who in places if shift == number} for number in lasting]
    for me in (0, 1):
        led_teams = [roster for roster in rosters if roster & {0, 1}]
        theirs = set().union(*(roster for roster in led_teams if me not in roster))
        mine = set().union(*(roster for roster in led_teams if me in roster)) | {me}
        beyond = {members[who] for who in theirs - mine}
        assert set(members) - led(members[me], now) == beyond


def test_codes_are_made_listed_and_taken_back_for_ones_own_team(teams):
    mine, theirs = teams.people
    codes = [make.make_code(member) for member in teams.people]
    assert [one["id"] for one in rows(teams.own("enrolment-codes/"))] == [str(codes[0].pk)]
    assert teams.tell(f"enrolment-codes/{codes[1].pk}/revoke/").status_code == 404
    refused = teams.tell("enrolment-codes/", members=[mine.pk, theirs.pk])
    assert refused.json()["code"] == "may_not_enrol"
    assert EnrolmentCode.objects.count() == 2
    assert teams.tell("enrolment-codes/", members=[mine.pk, teams.free.pk]).status_code == 201


def test_a_sheet_offers_ones_own_team(teams):
    html = teams.world.by_session("lead").get("/phones/codes/").content.decode()
    names = [one.user.get_short_name() in html for one in (*teams.people, teams.free)]
    assert names == [True, False, True]


def test_phones_of_another_team_are_not_there(teams):
    phones = []
    for member in (*teams.people, teams.free):
        phones.append(make.make_device(teams.world.organization))
        make.make_token(member, phones[-1])
    assert {one["id"] for one in rows(teams.own("devices/"))} >= {
        str(phones[0].pk),
        str(phones[2].pk),
    }
    for verb, body in (
        ("wipe", {}),
        ("revoke", {}),
        ("rename", {"name": "mine"}),
        ("revoke-person", {"member": teams.people[1].pk}),
    ):
        assert teams.tell(f"devices/{phones[1].pk}/{verb}/", **body).status_code == 404
    phones[1].refresh_from_db()
    assert (phones[1].state, phones[1].name == "mine") == ("active", False)
    assert not DeviceToken.objects.exclude(revoked_at=None).exists()
    assert teams.tell(f"devices/{phones[0].pk}/revoke/").status_code == 200


def test_a_phone_that_two_teams_share_is_a_directors(teams):
    phone = make.make_device(teams.world.organization)
    for member in teams.people:
        make.make_token(member, phone)
    assert teams.tell(f"devices/{phone.pk}/revoke/").status_code == 404
    assert teams.tell(f"devices/{phone.pk}/revoke/", role="director").status_code == 200


def test_lists_are_handed_to_ones_own_team(teams):
    _, _, walk_list = make_list(teams.world.campaign, teams.world.turf.cut, 5)
    found = {one["id"] for one in rows(teams.own("holders/", q="walker-"))}
    assert found == {teams.people[0].pk, teams.free.pk}
    body = {"campaign": teams.world.campaign.slug, "number": walk_list.number}
    theirs = teams.people[1]
    for whom in ({"holders": [theirs.pk]}, {"names": [theirs.user.username]}):
        assert teams.tell("assignments/", **body | whom).status_code == 404
    assert not Assignment.objects.filter(walk_list=walk_list).exists()
    unknown = teams.tell("assignments/", **body, holders=[0 + 10**6]).json()
    stranger = teams.tell("assignments/", **body, holders=[theirs.pk]).json()
    assert unknown["code"] == stranger["code"] == "not_found"
    assert teams.tell("assignments/", **body, holders=[teams.people[0].pk]).status_code == 201


def test_a_loan_is_seen_by_all_who_lead_and_taken_back_by_who_leads_its_holders(teams):
    mine, theirs = teams.people
    place(teams.shifts[0], teams.world.canvasser)
    loans = [
        make.make_assignment(make_list(teams.world.campaign, teams.world.turf.cut, column)[2], *who)
        for column, who in ((5, [theirs]), (6, [mine, theirs]), (7, [mine, teams.free]))
    ]
    for loan, status in zip(loans, (404, 404, 200), strict=True):
        assert teams.own(f"assignments/{loan.pk}/").status_code == 200
        assert teams.own(f"walk-lists/{loan.walk_list_id}/").status_code == 200
        assert teams.tell(f"assignments/{loan.pk}/take-back/").status_code == status
    states = [Assignment.objects.get(pk=loan.pk).state for loan in loans]
    assert states == ["accepted", "accepted", "taken_back"]
    assert teams.tell(f"assignments/{loans[1].pk}/take-back/", role="director").status_code == 200


def test_training_is_signed_off_for_ones_own_team(teams):
    module = make_module(teams)
    for member, status in zip(teams.people, (201, 404), strict=True):
        asked = teams.tell("training/sign-offs/", module=module, member=member.pk)
        assert asked.status_code == status
    SignOff.objects.create(
        organization=teams.world.organization,
        module_id=module,
        membership=teams.people[1],
        signed_at=timezone.now(),
    )
    assert [one["member"] for one in rows(teams.own("training/sign-offs/"))] == [teams.people[0].pk]


def make_module(teams):
    words = {"title": {"en": "At a door"}, "text": {"en": "Step back."}}
    made = teams.tell("training/modules/", role="director", topic="doorstep", **words)
    assert made.status_code == 201
    return made.json()["id"]


def test_a_question_is_shown_to_who_leads_its_person(teams):
    now = timezone.now()
    asked = [
        make.make_data_question(teams.world.campaign, member, answer="Rain.", answered_at=now)
        for member in teams.people
    ]
    assert [one["id"] for one in rows(teams.own("data-questions/"))] == [asked[0].pk]


def test_another_leads_shift_is_not_there(teams):
    own, other = teams.shifts
    assert [one["id"] for one in rows(teams.own("shifts/"))] == [str(own.pk)]
    who = {"member": teams.people[1].pk}
    for path, body in (
        ("check-in", who),
        ("check-out", who),
        ("undo-note", who),
        ("hours", who | {"travel_minutes": 5}),
        ("start", {}),
        ("end", {}),
        ("cancel", {"cause": "weather"}),
        ("place", {"member": teams.leads[0].pk, "capacity": "paid"}),
        ("remove", who),
        ("pair", who | {"partner": None}),
        ("propose", {}),
    ):
        assert teams.tell(f"shifts/{other.pk}/{path}/", **body).status_code == 404, path
    for screen in ("morning", "evening"):
        assert teams.own(f"shifts/{other.pk}/{screen}/").status_code == 404
        assert teams.own(f"shifts/{own.pk}/{screen}/").status_code == 200
    assert Shift.objects.get(pk=other.pk).state == "planned"


def test_hours_are_edited_by_who_leads_the_person(teams):
    """A director put somebody of the other team into a shift that nobody leads."""
    loose, now = make_shift(teams.world.campaign, *teams.people), timezone.now()
    for member in teams.people:
        check_in(shift=loose, membership=member, at=now, now=now)
    for member, status in zip(teams.people, (200, 404), strict=True):
        for path, body in (("hours", {"travel_minutes": 5}), ("check-out", {})):
            answer = teams.tell(f"shifts/{loose.pk}/{path}/", member=member.pk, **body)
            assert answer.status_code == status


def test_a_lead_places_nobody_of_another_team_and_a_director_may(teams):
    own, theirs = teams.shifts[0], teams.people[1]
    later = make_shift(teams.world.campaign, teams.leads[0], starts_at=timezone.now() + 99 * HOUR)
    for shift in (own, later):
        refused = teams.tell(f"shifts/{shift.pk}/place/", member=theirs.pk, capacity="paid")
        assert (refused.status_code, refused.json()["code"]) == (400, "in_another_team")
    assert not ShiftMember.objects.filter(membership=theirs).exclude(shift=teams.shifts[1]).exists()
    body = {"member": theirs.pk, "capacity": "paid"}
    assert teams.tell(f"shifts/{own.pk}/place/", role="director", **body).status_code == 200
    assert theirs in led(teams.leads[0])


def test_a_lead_places_whom_they_lead_and_takes_them_out_again(teams):
    own, who = teams.shifts[0], {"member": teams.free.pk}
    assert teams.tell(f"shifts/{own.pk}/place/", **who, capacity="volunteer").status_code == 200
    assert teams.free not in led(teams.leads[1])
    assert teams.tell(f"shifts/{own.pk}/remove/", **who).status_code == 204
    assert teams.free in led(teams.leads[1])


def test_somebody_free_whom_two_leads_place_is_the_firsts(teams):
    fields = {"capacity": "paid", "travel_minutes": 0, "placed_at": timezone.now()}
    by = list(zip(teams.shifts, teams.leads, strict=True))
    place_member(shift=by[0][0], membership=teams.free, placed_by=by[0][1], **fields)
    with pytest.raises(InAnotherTeam):
        place_member(shift=by[1][0], membership=teams.free, placed_by=by[1][1], **fields)


@pytest.mark.parametrize(("role", "leads"), [("lead", True), ("director", False)])
def test_a_lead_who_plans_a_shift_leads_it(teams, role, leads):
    now = timezone.now()
    body = {"id": str(uuid4()), "campaign": teams.world.campaign.slug, "area": "East side"}
    body |= {"starts_at": now.isoformat(), "ends_at": (now + HOUR).isoformat()}
    for _ in range(2):
        assert teams.tell("shifts/", role=role, **body, capacity="volunteer").status_code == 201
    planned = ShiftMember.objects.filter(shift=body["id"]).values_list("membership", "capacity")
    assert list(planned) == [(teams.leads[0].pk, "volunteer")] * leads
    if leads:
        mine = {"member": teams.leads[0].pk}
        assert teams.tell(f"shifts/{body['id']}/remove/", **mine).status_code == 204
        assert teams.tell("shifts/", **body).status_code == 201
        assert not planned.all().exists()


@pytest.mark.parametrize(
    "path",
    ["members/", "devices/", "enrolment-codes/", "shifts/", "holders/?q=walker", "data-questions/"],
)
def test_asking_who_leads_whom_costs_the_same_however_many(teams, path, count_queries):
    now, client = timezone.now(), teams.world.by_session("lead")

    def grow():
        for shift in (*teams.shifts, make_shift(teams.world.campaign, teams.leads[0])):
            member = teams.member()
            place(shift, member)
            make.make_token(member)
            make.make_code(member)
            make.make_data_question(teams.world.campaign, member, answer="x", answered_at=now)

    def ask():
        return client.get(f"/api/v1/{path}")

    grow()
    few, shown = count_queries(ask), len(rows(ask()))
    grow()
    assert (count_queries(ask), len(rows(ask())) > shown) == (few, True)
