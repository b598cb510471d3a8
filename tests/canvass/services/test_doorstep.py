"""What was asked and learned at doors holds, and goes when its knock is taken back."""

from datetime import date, timedelta

import pytest

from canvass.documents.walk_lists import documents_of
from canvass.models import KeepAway, Knock, Notice, QuarantinedItem, Response
from canvass.reports.contact_rates import contact_rates
from canvass.services.doorstep.lift_keep_away import lift_keep_away
from tests import factories as make
from tests.canvass.services.knock_documents import NOON, Walk, withdrawal
from tests.canvass.services.test_keep_away_machine import make_twin
from turf.models import Building, Household, Person
from turf.services.settle_standing import settle_standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return Walk(doors=3)


def standing(walk, door=0):
    return Person.objects.get(pk=walk.people[door].pk).standing


def asked(walk, door=0):
    return Household.objects.get(door=walk.doors[door]).do_not_knock_at is not None


def test_a_refusal_alone_asks_nothing(walk):
    walk.push(walk.spoke(0, "refused"))
    assert not asked(walk)


def test_undoing_the_knock_that_asked_lifts_it_and_no_other(walk):
    first, second = (walk.spoke(0, "refused", do_not_knock=True) for _ in range(2))
    walk.push(first, second)
    walk.push(withdrawal(first))
    assert asked(walk)
    walk.push(withdrawal(second))
    assert not asked(walk)


def test_a_correction_says_what_was_asked(walk):
    first = walk.spoke(0, "refused")
    walk.push(first)
    walk.push(walk.spoke(0, "refused", do_not_knock=True, supersedes=first["id"]))
    assert asked(walk)


def test_what_was_asked_on_a_practice_list_was_asked_of_nobody():
    walk = Walk(doors=1, kind="practice")
    walk.push(walk.spoke(0, "refused", do_not_knock=True), walk.spoke(0, "moved"))
    assert not asked(walk)
    assert standing(walk) == "resident"


def test_phones_on_another_campaign_of_the_organization_are_told_at_once(walk):
    cut = make_twin(walk)
    listed = make.make_walk_list(cut.turfs.get())
    holder = make.make_member(walk.organization, "canvasser")
    make.make_assignment(listed, holder)

    walk.push(walk.spoke(0, "refused", do_not_knock=True))
    told = Notice.objects.filter(membership=holder, kind="do_not_knock")
    assert [one.door.building.number for one in told] == [walk.doors[0].building.number]

    walk.push(walk.not_home(1, results=[{"person": None, "disposition": "sign_posted"}]))
    assert told.all().count() == 2


def test_a_sign_closes_the_building_until_a_director_reopens_it(walk):
    flat = make.make_door(walk.doors[0].building, unit="2")
    make.list_door(walk.walk_list, flat, position=9)
    sign = [{"person": None, "disposition": "sign_posted"}]
    walk.push(walk.not_home(0, results=sign))
    building = Building.objects.get(pk=flat.building_id)
    assert building.closed_at is not None
    told = Notice.objects.filter(membership=walk.member, kind="do_not_knock")
    assert set(told.values_list("door", flat=True)) == {walk.doors[0].pk, flat.pk}

    [kept] = KeepAway.objects.filter(building=building)
    director = make.make_member(walk.organization, "director")
    for hours in (1, 2):
        lift_keep_away(
            keep_away=kept,
            reason="The manager invited us",
            lifted_by=director,
            lifted_at=NOON + timedelta(hours=hours),
        )

    building.refresh_from_db()
    kept.refresh_from_db()
    assert building.closed_at is None
    assert (kept.lifted_at, kept.reason) == (NOON + timedelta(hours=1), "The manager invited us")
    assert not told.exists()


def test_a_sign_on_one_door_closes_no_building(walk):
    sign = [{"person": None, "disposition": "sign_posted"}]
    walk.push(walk.not_home(0, results=sign, closes_building=False))
    assert not KeepAway.objects.exists()


def test_being_asked_to_leave_closes_the_building(walk):
    walk.push(walk.spoke(0, "refused", closes_building=True))
    assert Building.objects.get(pk=walk.doors[0].building_id).closed_at is not None


def test_who_was_found_gone_is_marked_and_an_undo_takes_it_back(walk):
    gone = walk.spoke(0, "moved")
    walk.push(gone, walk.spoke(1, "deceased"))
    assert (standing(walk, 0), standing(walk, 1), standing(walk, 2)) == (
        "moved",
        "deceased",
        "resident",
    )
    assert Notice.objects.filter(kind="moved", person=walk.people[0]).exists()
    walk.push(withdrawal(gone))
    assert standing(walk) == "resident"
    assert not Notice.objects.filter(kind="moved").exists()


def test_who_was_met_after_all_is_there(walk):
    early, late = (NOON - timedelta(minutes=m) for m in (50, 10))
    walk.push(walk.spoke(0, "complete", knocked_at=late.isoformat()))
    walk.push(walk.spoke(0, "moved", knocked_at=early.isoformat()))
    assert standing(walk) == "resident"
    walk.push(walk.spoke(0, "moved", knocked_at=(NOON - timedelta(minutes=1)).isoformat()))
    assert standing(walk) == "moved"
    walk.push(walk.spoke(0, "refused", knocked_at=NOON.isoformat()))
    assert standing(walk) == "resident"


@pytest.mark.parametrize(
    ("disposition", "registered_on", "moves", "expected"),
    [
        ("moved", None, False, "moved"),
        ("moved", date(2026, 10, 3), False, "moved"),
        ("moved", date(2026, 10, 4), False, "resident"),
        ("moved", None, True, "resident"),
        ("deceased", None, True, "deceased"),
        ("deceased", date(2026, 10, 4), True, "resident"),
    ],
)
def test_what_was_found_stands_until_a_file_knows_better(
    walk, disposition, registered_on, moves, expected
):
    walk.push(walk.spoke(0, disposition))
    person = Person.objects.filter(pk=walk.people[0].pk)
    home = walk.people[1].household if moves else walk.people[0].household
    person.update(registered_on=registered_on, household=home)

    settle_standing(people=[walk.people[0].pk])

    assert standing(walk) == expected


def test_knocks_out_of_hours_are_taken_labelled_and_printed_beside(walk):
    walk.campaign.knock_until = "20:00"
    evening = "2026-10-03T20:00:00-04:00"
    walk.push(
        walk.not_home(0, knocked_at=evening),
        walk.not_home(1),
        sent_at=NOON + timedelta(hours=9),
        received_at=NOON + timedelta(hours=9),
    )
    labels = Knock.objects.order_by("door").values_list("is_out_of_hours", flat=True)
    assert list(labels) == [True, False]
    report = contact_rates(campaign=walk.campaign)
    assert (report.total.counts.knocks, report.out_of_hours) == (2, 1)
    assert "1 knocks were made outside the campaign's hours; they count." in report.notes


def test_codes_reach_the_next_visitor_and_words_do_not(walk):
    walk.push(
        walk.not_home(
            0, hazards=["dog", "angry_uncle"], access=["buzzer"], note="he drinks", device_seq=1
        )
    )
    flat = make.make_door(walk.doors[0].building, unit="2")
    turf = make.make_turf(make.make_cut(walk.campaign), [walk.doors[0], flat])
    member = make.make_member(walk.organization, "canvasser")
    later = make.make_walk_list(turf)
    make.make_assignment(later, member)

    document = documents_of(membership=member, rows=[str(later.pk)], at=NOON)[str(later.pk)]

    told = {stop["door"]: (stop["hazards"], stop["access"]) for stop in document["stops"]}
    assert told == {walk.doors[0].pk: (["dog"], ["buzzer"]), flat.pk: ([], ["buzzer"])}
    assert not {"he drinks", "angry_uncle"} & set(str(document).replace("'", " ").split("  "))
    assert "drinks" not in str(document)
    assert document["source_code"] == later.source_code


def test_nobody_takes_answers_from_a_minor(walk):
    version = make.make_script_version(walk.campaign)
    answers = [{"question": "plan", "value": "whispered"}]
    results = [{"person": None, "disposition": "other_person", "responses": answers}]
    sent = walk.not_home(0, answered=True, results=results, script_version=version.pk)

    [outcome] = walk.push(sent)

    assert (outcome.outcome, outcome.code) == ("quarantined", "responses_not_kept")
    assert outcome.is_fixable
    assert not Response.objects.exists()
    assert "whispered" not in str(QuarantinedItem.objects.get().document)


def test_a_source_code_names_nobody_and_no_two_lists_share_one(walk):
    codes = {walk.walk_list.source_code, Walk(doors=1).walk_list.source_code}
    assert len(codes) == 2
    assert all(len(code) == 10 for code in codes)
