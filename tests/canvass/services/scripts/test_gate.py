"""No version reaches a phone but what somebody else than its author approved, letter for letter."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from canvass.models import Assignment, AuditEntry, Collection, GateDecision, GateRecord, Question
from canvass.services.lending.hand_out_list import hand_out_list
from canvass.services.scripts import script_problems as problems
from canvass.services.scripts.change_candidate_status import change_candidate_status
from canvass.services.scripts.check_text import check_text
from canvass.services.scripts.check_universe import UniverseByLeaning, UniverseNotOpened
from canvass.services.scripts.open_universe import open_universe
from canvass.services.scripts.set_fallback_script import set_fallback_script
from canvass.services.scripts.withdraw_text import withdraw_text
from tests import factories as make
from tests.canvass.scripts.script_strategies import question, script
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.scripts.desk import GREETING, NAMES, Desk, both
from turf.models import Cut
from turf.services.upload_universe import upload_universe

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
LISTING = f"On the ballot are {NAMES[0]}, {NAMES[1]} and {NAMES[2]}."


@pytest.fixture
def desk():
    return Desk()


def hand_out(desk, version=None):
    return hand_out_list(
        campaign=desk.campaign,
        number=desk.walk.walk_list.number,
        members=[desk.walk.member.pk],
        handed_out_by=desk.author,
        script_version=version and version.pk,
        offered_at=NOON,
    )


def withdraw_candidate(desk, at=LATER, name=NAMES[2], status="withdrawn"):
    candidate = desk.race.candidates.get(name=name)
    return change_candidate_status(
        candidate=candidate, status=status, changed_by=desk.author, at=at
    )


def open_it(universe, by):
    return open_universe(universe=universe, opened_by=by, opened_at=NOON)


def blocks(desk, content):
    found = check_text(text=desk.draft(content), at=NOON).findings
    return {one.code for one in found if one.level == "block"}


def test_the_author_approves_nothing_of_their_own_whatever_their_role(desk):
    version = desk.draft()
    for role in ("compliance", "admin"):
        desk.author.role = role
        with pytest.raises(problems.ApproverIsAuthor):
            desk.decide(version, by=desk.author)
    assert not GateRecord.objects.exists()


def test_the_database_refuses_an_approver_who_is_the_author(desk):
    record = desk.decide(desk.draft())
    with pytest.raises(IntegrityError), transaction.atomic():
        GateRecord.objects.filter(pk=record.pk).update(decided_by=desk.author.user)


@pytest.mark.parametrize("role", ["director", "lead", "canvasser", "analyst"])
def test_only_compliance_and_admins_decide(desk, role):
    with pytest.raises(problems.NotAGatekeeper):
        desk.decide(desk.draft(), by=make.make_member(desk.organization, role))


def test_compliance_of_another_organization_decides_nothing(desk):
    with pytest.raises(problems.NotAGatekeeper):
        desk.decide(desk.draft(), by=Desk().compliance)


def test_a_text_whose_author_nobody_knows_is_approved_by_nobody(desk):
    version = desk.draft()
    version.author = None
    version.save()
    with pytest.raises(problems.AuthorUnknown):
        desk.decide(version)


def test_what_is_blocked_is_approved_by_nobody_and_may_be_rejected(desk):
    version = desk.draft(f"Please vote for {NAMES[0]}.")
    with pytest.raises(problems.GateBlocked) as blocked:
        desk.decide(version)
    assert blocked.value.fields["questions[0].en"]
    with pytest.raises(problems.ReasonMissing):
        desk.decide(version, GateDecision.REJECTED, reason=" ")
    record = desk.decide(version, GateDecision.REJECTED, reason="It asks for a vote.")
    assert "block" in {one["level"] for one in record.findings}
    version.refresh_from_db()
    assert version.published_at is None


def test_an_approval_is_one_record_however_often_it_is_asked_for(desk):
    version = desk.draft()
    record = desk.decide(version)
    assert desk.decide(version, at=LATER) == record
    assert (record.content_hash, record.author, record.decided_by) == (
        version.content_hash, desk.author.user, desk.compliance.user,
    )  # fmt: skip
    entry = AuditEntry.objects.get(kind="gate_decided")
    assert entry.facts == {"decision": "approved", "content_hash": version.content_hash}
    assert entry.actor == desk.compliance.pk


def test_what_was_changed_behind_its_fingerprint_is_not_approved(desk):
    version = desk.draft()
    Question.objects.filter(version=version).update(wording=both("Something else."))
    with pytest.raises(problems.ContentChanged):
        desk.decide(version)


def test_an_unapproved_version_is_not_offered(desk):
    draft = desk.draft()
    for version in (draft, None):
        with pytest.raises(problems.GateClosed, match="approve"):
            hand_out(desk, version)
    assert not Assignment.objects.exists()
    desk.decide(draft)
    assert hand_out(desk).script_version == draft


def test_a_rejected_and_a_withdrawn_version_are_not_offered(desk):
    version = desk.approve()
    desk.decide(version, GateDecision.REJECTED, at=LATER, reason="Not so.")
    with pytest.raises(problems.GateClosed):
        hand_out(desk, version)
    other = desk.approve("Good evening.")
    withdraw_text(text=other, withdrawn_by=desk.compliance, withdrawn_at=LATER)
    with pytest.raises(problems.GateClosed):
        hand_out(desk, other)


def test_no_version_reaches_a_phone_without_an_open_gate_for_its_exact_content(desk):
    version = desk.draft()
    desk.lend(version)
    assert desk.pulled()[0]["script"] is None

    desk.decide(version)
    assert desk.pulled()[0]["script"]["content_hash"] == version.content_hash

    GateRecord.objects.update(content_hash="f" * 64)
    desk.phone.checkpoints[Collection.WALK_LISTS] = None
    assert desk.pulled()[0]["script"] is None


def test_a_changed_status_closes_the_gate_and_withdraws_the_script_at_the_next_sync(desk):
    version, fallback = desk.approve(f"{GREETING} {LISTING}"), desk.fallback()
    desk.lend(version)
    held, notices = desk.pulled()
    assert held["script"]["id"] == version.pk
    assert held["fallback_script"]["id"] == fallback.pk
    assert notices == []

    [closed] = withdraw_candidate(desk)

    assert (closed.script_version, closed.closed_because) == (version, "ballot_changed")
    held, notices = desk.pulled(at=LATER)
    assert held["script"] is None
    assert held["fallback_script"]["id"] == fallback.pk
    assert notices == ["script_withdrawn"]
    assert withdraw_candidate(desk) == []
    with pytest.raises(problems.GateBlocked):
        desk.decide(version, at=LATER)


def test_a_text_that_still_holds_is_read_again_once_somebody_approved_it_anew(desk):
    version = desk.approve()
    desk.lend(version)
    withdraw_candidate(desk)
    assert desk.pulled(at=LATER)[0]["script"] is None

    desk.decide(version, at=LATER + timedelta(minutes=5))

    held, notices = desk.pulled(at=LATER)
    assert held["script"]["id"] == version.pk
    assert notices == []


def test_knocks_made_before_the_phone_could_know_count_and_are_labelled(desk):
    version = desk.approve()
    desk.lend(version)
    withdraw_candidate(desk, at=NOON - timedelta(minutes=30))
    moments = (NOON - timedelta(minutes=50), NOON - timedelta(minutes=10))
    outcomes = desk.walk.push(
        *(
            desk.walk.not_home(door, script_version=version.pk, knocked_at=moment.isoformat())
            for door, moment in enumerate(moments)
        )
    )
    assert {one.outcome for one in outcomes} == {"applied"}
    knocks = desk.campaign.knocks.order_by("corrected_at")
    assert list(knocks.values_list("is_script_withdrawn", flat=True)) == [False, True]


def test_what_was_read_while_it_was_withdrawn_is_labelled_though_it_was_approved_again(desk):
    version = desk.approve(at=NOON - timedelta(hours=3))
    desk.lend(version)
    withdraw_candidate(desk, at=NOON - timedelta(minutes=40))
    desk.decide(version, at=NOON - timedelta(minutes=20))
    moments = [NOON - timedelta(minutes=minutes) for minutes in (50, 30, 10)]
    for door, moment in zip((0, 1, 0), moments, strict=True):
        desk.walk.push(
            desk.walk.not_home(door, script_version=version.pk, knocked_at=moment.isoformat())
        )
    knocks = desk.campaign.knocks.order_by("corrected_at")
    assert list(knocks.values_list("is_script_withdrawn", flat=True)) == [False, True, False]


def test_a_fallback_is_approved_and_names_no_candidate(desk):
    with pytest.raises(problems.GateClosed):
        set_fallback_script(version=desk.draft(), at=NOON)
    with pytest.raises(problems.NotAFallback):
        set_fallback_script(version=desk.approve(LISTING), at=NOON)
    fallback = desk.fallback()
    with pytest.raises(problems.FallbackInUse):
        withdraw_text(text=fallback, withdrawn_by=desk.compliance, withdrawn_at=LATER)


def test_the_fallback_goes_out_by_itself_only_where_there_is_nothing_else(desk):
    script_version = desk.approve()
    desk.fallback(at=LATER)
    assert hand_out(desk).script_version == script_version


def test_a_leaning_that_decides_who_is_asked_to_vote_is_blocked(desk):
    content = script(
        question("opinion", "single", ["yes", "no"], next="bye", next_by_answer={"yes": "go"})
        | {"about": "agreement"},
        question("go", next="bye", step="turnout"),
        question("bye"),
    )
    assert "branches_unequal" in blocks(desk, content)


def test_a_preference_is_recorded_by_no_c3_and_may_be_by_a_c4(desk):
    asked = question("whom", "single", ["yes", "no"], wording=both("Whom will you vote for?"))
    assert "preference_recorded" in blocks(desk, script(asked))
    assert "preference_recorded" not in blocks(Desk(profile="c4"), script(asked))


@pytest.mark.parametrize(
    "criteria", [{"party": ["D"]}, {"support_score": ["5"]}, {"response.opinion": ["yes"]}]
)
def test_a_list_of_a_universe_by_leaning_goes_to_nobody(desk, criteria):
    content = script(question("opinion", "single", ["yes", "no"], about="agreement"))
    desk.draft(content)
    desk.approve()
    universe = make.make_universe(desk.campaign, criteria=criteria)
    Cut.objects.update(universe=universe)
    with pytest.raises(UniverseByLeaning):
        hand_out(desk)
    universe.criteria = {"language": ["es"]}
    universe.save()
    assert hand_out(desk)


def uploaded(desk, description="Members of the chapter"):
    universe = make.make_universe(desk.campaign, description=description, opened_at=None)
    Cut.objects.update(universe=universe)
    return universe


def test_a_list_of_an_uploaded_universe_goes_out_once_compliance_opened_it(desk):
    desk.approve()
    universe = uploaded(desk)
    with pytest.raises(UniverseNotOpened):
        hand_out(desk)
    for role in ("admin", "director", "lead", "analyst", "canvasser"):
        with pytest.raises(problems.NotAGatekeeper):
            open_it(universe, make.make_member(desk.organization, role))
    with pytest.raises(problems.NotAGatekeeper):
        open_it(universe, Desk().compliance)
    opened = open_it(universe, desk.compliance)
    assert (opened.opened_by, opened.opened_at) == (desk.compliance, NOON)
    assert open_it(universe, make.make_member(desk.organization, "compliance")) == opened
    entry = AuditEntry.objects.get(kind="universe_opened")
    assert (entry.actor, entry.subject_id) == (desk.compliance.pk, str(universe.pk))
    assert hand_out(desk)


def test_a_c4_opens_no_universe(desk):
    desk.organization.profile = "c4"
    desk.organization.save()
    desk.approve()
    uploaded(desk)
    assert hand_out(desk)


@pytest.mark.parametrize("said", ["Members registered as Democrats", f"Friends of {NAMES[1]}"])
def test_a_universe_that_tells_a_leaning_in_words_is_opened_by_nobody(desk, said):
    with pytest.raises(UniverseByLeaning):
        open_it(uploaded(desk, said), desk.compliance)


def test_an_uploaded_universe_is_closed_again_when_it_is_uploaded_anew(desk):
    universe = open_it(uploaded(desk), desk.compliance)
    upload_universe(
        campaign=desk.campaign, name=universe.name, members=[], description="Members of May"
    )
    universe.refresh_from_db()
    assert (universe.opened_by, universe.opened_at) == (None, None)


def test_a_note_that_takes_sides_is_held_and_kept(desk):
    desk.lend(None)
    sides, facts = f"Loves {NAMES[1]}, hates the rest", "Side door, bell is broken"
    desk.walk.push(desk.walk.not_home(0, note=sides), desk.walk.not_home(1, note=facts))
    held = dict(desk.campaign.knocks.values_list("note", "is_note_held"))
    assert held == {sides: True, facts: False}
