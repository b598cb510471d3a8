"""What phones say happened is recorded once, whole, and never twice."""

from datetime import timedelta

import pytest

from canvass.models import Intake, Knock, QuarantinedItem, Response, Result
from canvass.sync.outcome import Outcome
from tests import factories
from tests.canvass.services.knock_documents import NOON, Walk
from turf.models import Campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return Walk()


def words(outcomes):
    return [outcome.outcome.value for outcome in outcomes]


def test_a_knock_is_stored_with_all_that_it_says(walk):
    version = factories.make_script_version(walk.campaign)
    Campaign.objects.update(asks_distance=True)
    answers = [
        {"question": "plan", "value": "yes", "language": "es"},
        {"question": "when", "value": "early ñ 🚪", "language": "es"},
    ]
    results = [
        {"person": walk.people[0].id, "disposition": "complete", "responses": answers},
        {"person": None, "disposition": "come_back"},
    ]
    document = walk.spoke(
        results=results,
        script_version=version.id,
        note="ring twice",
        left_literature=True,
        come_back_at="2026-10-04T10:00:00-04:00",
        language_needed="es",
        off_m=3.5,
        accuracy_m=8,
        monotonic_ms=123456,
        app="1.2.0",
        _deleted=False,
    )
    assert words(walk.push(document)) == ["applied"]
    knock = Knock.objects.get()
    assert str(knock.uid) == document["id"]
    assert knock.disposition == "complete"
    assert knock.answered
    assert (knock.campaign, knock.door) == (walk.campaign, walk.doors[0])
    assert (knock.membership, knock.device) == (walk.member, walk.device)
    assert (knock.note, knock.left_literature, knock.language_needed) == ("ring twice", True, "es")
    assert (knock.off_m, knock.accuracy_m, knock.monotonic_ms) == (3.5, 8, 123456)
    assert knock.extra == {"app": "1.2.0"}
    assert list(
        Result.objects.order_by("position").values_list("person", "disposition", "knock")
    ) == [(walk.people[0].id, "complete", knock.id), (None, "come_back", knock.id)]
    assert list(
        Response.objects.order_by("id").values_list("question__key", "value", "language")
    ) == [("plan", "yes", "es"), ("when", "early ñ 🚪", "es")]


def test_a_knock_sent_twice_is_stored_once(walk):
    document = walk.spoke()
    assert words(walk.push(document)) == ["applied"]
    assert words(walk.push(document)) == ["duplicate"]
    assert words(walk.push({**document, "sync_state": "applied", "_rev": "2-b"})) == ["duplicate"]
    assert (Knock.objects.count(), Result.objects.count()) == (1, 1)
    assert not QuarantinedItem.objects.exists()


def test_a_knock_twice_in_one_push_is_stored_once(walk):
    document = walk.not_home()
    assert words(walk.push(document, walk.not_home(1), document)) == [
        "applied",
        "applied",
        "duplicate",
    ]


def test_the_same_id_with_other_content_never_overwrites(walk):
    document = walk.not_home()
    rewritten = {**document, "note": "changed"}
    assert words(walk.push(document, rewritten)) == ["applied", "quarantined"]
    (outcome,) = walk.push(rewritten)
    assert (outcome.outcome, outcome.code, outcome.is_fixable) == (
        Outcome.QUARANTINED,
        "knock_rewritten",
        False,
    )
    assert Knock.objects.get().note == ""
    assert QuarantinedItem.objects.get().document["note"] == "changed"


def test_a_resend_is_a_duplicate_even_when_the_list_is_lent_no_more(walk):
    document = walk.not_home()
    walk.push(document)
    walk.assignment.delete()
    assert words(walk.push(document)) == ["duplicate"]


def test_a_bad_item_changes_nothing_for_its_neighbours(walk):
    bad = [
        None,
        "knock",
        {},
        walk.not_home(answered=True),
        walk.not_home(note="\0"),
        walk.not_home(id="x"),
    ]
    good = [walk.not_home(n % 4) for n in range(len(bad) + 1)]
    mixed = [item for pair in zip(good, bad, strict=False) for item in pair] + [good[-1]]
    outcomes = walk.push(*mixed)
    assert words(outcomes) == ["applied", "quarantined"] * len(bad) + ["applied"]
    assert [outcome.position for outcome in outcomes] == list(range(len(mixed)))
    assert {str(uid) for uid in Knock.objects.values_list("uid", flat=True)} == {
        one["id"] for one in good
    }
    assert Intake.objects.get().outcomes == {
        "applied": len(good),
        "duplicate": 0,
        "held": 0,
        "quarantined": len(bad),
    }
    assert QuarantinedItem.objects.count() == len(bad)


def test_an_unreadable_item_sent_again_waits_once(walk):
    for _ in range(2):
        assert (
            words(walk.push({"note": "no id"}, walk.not_home(id="0" * 36))) == ["quarantined"] * 2
        )
    assert QuarantinedItem.objects.filter(code="missing_field").count() == 1


def test_a_mended_knock_is_applied_and_both_are_kept(walk):
    bad = walk.not_home(answered=True)
    assert words(walk.push(bad)) == ["quarantined"]
    mended = {**bad, "answered": False, "sync_state": "quarantined", "sync_error": {"code": "x"}}
    assert words(walk.push(mended)) == ["applied"]
    kept = QuarantinedItem.objects.get()
    assert (kept.state, kept.resolved_at) == ("applied", NOON)
    assert str(Knock.objects.get().uid) == bad["id"]


def test_a_knock_mended_in_the_same_push_waits_no_more(walk):
    bad = walk.not_home(answered=True)
    assert words(walk.push(bad, {**bad, "answered": False})) == ["quarantined", "applied"]
    assert QuarantinedItem.objects.get().state == "applied"


def test_what_a_director_dismissed_stays_dismissed(walk):
    stranger = Walk(organization=walk.organization)
    document = stranger.not_home()
    assert words(walk.push(document)) == ["quarantined"]
    QuarantinedItem.objects.update(state="dismissed")
    factories.make_assignment(stranger.walk_list, walk.member, state="returned")
    assert words(walk.push(document)) == ["duplicate"]
    assert not Knock.objects.exists()


def test_what_was_refused_is_applied_once_the_reason_is_gone(walk):
    stranger = Walk(organization=walk.organization)
    document = stranger.not_home()
    assert words(walk.push(document)) == ["quarantined"]
    stranger.assignment.holder_rows.update(membership=walk.member)
    assert words(walk.push(document)) == ["applied"]
    assert QuarantinedItem.objects.get().state == "applied"


def refused(walk, document, **push_fields):
    (outcome,) = walk.push(document, **push_fields)
    assert outcome.outcome is Outcome.QUARANTINED
    kept = QuarantinedItem.objects.get()
    assert (kept.code, kept.document["id"]) == (outcome.code, document["id"])
    assert outcome.message
    return outcome.code


def test_a_list_of_another_organization_is_unknown(walk):
    assert refused(walk, Walk().not_home()) == "list_unknown"


def test_a_list_lent_to_somebody_else_is_refused(walk):
    assert refused(walk, Walk(organization=walk.organization).not_home()) == "list_not_lent"


def test_a_door_that_is_not_on_the_list_is_refused(walk):
    other = Walk(organization=walk.organization)
    assert refused(walk, walk.not_home(door=0) | {"door": other.doors[0].id}) == "door_not_listed"


def test_a_person_of_another_door_is_refused(walk):
    results = [{"person": walk.people[1].id, "disposition": "complete"}]
    assert refused(walk, walk.spoke(results=results)) == "person_not_listed"


def answering(walk, question="plan", door=0):
    answers = [{"question": question, "value": "yes", "language": "en"}]
    return [{"person": walk.people[door].id, "disposition": "partial", "responses": answers}]


def test_answers_need_a_script_version(walk):
    assert refused(walk, walk.spoke(results=answering(walk))) == "script_version_missing"


@pytest.mark.parametrize("published", [True, False])
def test_a_script_must_be_published_in_this_campaign(walk, published):
    campaign = factories.make_campaign(walk.organization) if published else walk.campaign
    fields = {} if published else {"published_at": None}
    version = factories.make_script_version(campaign, **fields)
    document = walk.spoke(results=answering(walk), script_version=version.id)
    assert refused(walk, document) == "script_version_unknown"


def test_a_question_must_be_in_the_script(walk):
    version = factories.make_script_version(walk.campaign)
    document = walk.spoke(results=answering(walk, "colour"), script_version=version.id)
    assert refused(walk, document) == "question_unknown"


def test_a_knock_made_after_the_loan_is_refused_and_one_sent_late_is_labelled(walk):
    over = walk.assignment.expires_at
    late = walk.not_home(knocked_at=(over - timedelta(minutes=1)).isoformat())
    after = walk.not_home(knocked_at=(over + timedelta(minutes=1)).isoformat())
    next_day = over + timedelta(days=1)
    outcomes = walk.push(late, after, sent_at=next_day, received_at=next_day)
    assert words(outcomes) == ["applied", "quarantined"]
    assert outcomes[1].code == "loan_ended"
    assert Knock.objects.get().is_late


def test_a_knock_on_a_list_given_back_is_labelled_late(walk):
    walk.assignment.state = "taken_back"
    walk.assignment.ended_at = NOON - timedelta(minutes=5)
    walk.assignment.save()
    assert words(walk.push(walk.not_home())) == ["applied"]
    assert Knock.objects.get().is_late


def test_intake_and_membership_are_of_one_organization(walk):
    with pytest.raises(ValueError, match="member of the device's organization"):
        walk.push(walk.not_home(), membership=Walk().member)


def test_a_push_of_nothing_changes_nothing(walk):
    assert walk.push() == []


def test_two_organizations_may_have_knocks_of_one_id(walk):
    other = Walk()
    document = walk.not_home()
    elsewhere = other.not_home(id=document["id"])
    assert words(walk.push(document)) == ["applied"]
    assert words(other.push(elsewhere)) == ["applied"]
    assert Knock.objects.count() == 2


def test_the_cost_does_not_grow_with_the_batch(walk, count_queries):
    version = factories.make_script_version(walk.campaign)

    def batch(size):
        return [
            walk.spoke(n % 4, script_version=version.id, results=answering(walk, door=n % 4))
            for n in range(size)
        ]

    small, large = batch(2), batch(400)
    few = count_queries(lambda: walk.push(*small))
    assert count_queries(lambda: walk.push(*large)) == few
    assert count_queries(lambda: walk.push(*large)) <= few
    assert Response.objects.count() == 402
    assert few <= 26
