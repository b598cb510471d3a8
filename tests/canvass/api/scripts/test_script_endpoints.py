"""Scripts and the ballot over HTTP: written, judged, decided about by somebody else, withdrawn."""

import pytest
from django.test import Client

from canvass.models import MaterialKind, Notice, Question, ScriptVersion
from canvass.models.script import QuestionKind, QuestionStep, QuestionSubject
from canvass.scripts.ballot import BallotStatus as PureStatus
from canvass.scripts.gate.settings import Material
from canvass.scripts.structure import Kind, Step, Subject
from tests import factories as make
from tests.canvass.scripts.script_strategies import question, script
from tests.canvass.services.scripts.desk import NAMES, Desk, both, saying
from turf.models import BallotStatus, OwnAnswer

pytestmark = pytest.mark.django_db
API = "/api/v1"
QUIET = "Hello! We are a nonpartisan group."


@pytest.mark.parametrize(
    ("stored", "pure"),
    [
        (MaterialKind, Material),
        (QuestionKind, Kind),
        (QuestionStep, Step),
        (QuestionSubject, Subject),
        (BallotStatus, PureStatus),
    ],
)
def test_what_is_stored_has_the_words_of_what_judges_it(stored, pure):
    assert set(stored.values) == set(pure)


@pytest.fixture
def desk():
    return Desk()


def by(member):
    client = Client()
    client.force_login(member.user)
    return client


def post(member, path, body=None):
    answer = by(member).post(f"{API}{path}", body or {}, content_type="application/json")
    return answer.status_code, answer.json()


def write(desk, text=QUIET):
    content = text if isinstance(text, dict) else saying(text)
    asked = {"campaign": desk.campaign.slug, "content": content}
    return post(desk.author, "/script-versions/", asked)


def test_a_script_is_written_judged_and_approved_by_another(desk):
    status, told = write(desk)
    at = f"/script-versions/{told['id']}"
    assert (status, told["is_open"], told["published_at"]) == (201, False, None)
    assert write(desk)[1] == told

    status, report = post(desk.author, f"{at}/check/")
    assert (status, report["is_blocked"]) == (200, False)
    assert "not intent" in report["about_itself"]

    desk.author.role = "admin"
    desk.author.save()
    status, refused = post(desk.author, f"{at}/decide/", {"decision": "approved"})
    assert (status, refused["code"]) == (409, "approver_is_author")

    status, record = post(desk.compliance, f"{at}/decide/", {"decision": "approved"})
    assert (status, record["content_hash"]) == (200, told["content_hash"])
    [again] = by(desk.compliance).get(f"{API}{at}/decisions/").json()["results"]
    assert again == record
    [listed] = by(desk.author).get(f"{API}/script-versions/?open=true").json()["results"]
    assert listed["is_open"]


def test_findings_are_told_at_their_place_and_nobody_approves_them(desk):
    _, told = write(desk, f"Vote for {NAMES[1]}!")
    at = f"/script-versions/{told['id']}"
    report = post(desk.compliance, f"{at}/check/")[1]
    assert report["is_blocked"]
    assert "questions[0].en" in {one["place"] for one in report["findings"]}
    status, refused = post(desk.compliance, f"{at}/decide/", {"decision": "approved"})
    assert (status, refused["code"]) == (409, "gate_blocked")
    assert refused["fields"]["questions[0].en"]


@pytest.mark.parametrize(
    ("spoil", "place", "code"),
    [
        ({"next": "greeting"}, "questions[0]", "loop"),
        ({"next": "nowhere"}, "questions[0].next", "target_unknown"),
        ({"wording": {"en": "Hello"}}, "questions[0].wording.es", "translation_missing"),
        ({"kind": "single"}, "questions[0].choices", "choices_missing"),
        ({"wording": both("Hello\0")}, "questions[0].wording.en", "text_unreadable"),
        ({"wording": both("Hello \ud800")}, "questions[0].wording.en", "text_unreadable"),
    ],
)
def test_a_script_that_cannot_be_walked_is_refused_by_place(desk, spoil, place, code):
    status, refused = write(desk, script(question("greeting") | spoil))
    assert (status, refused["code"]) == (400, "document_refused")
    assert any(one.startswith(f"{code}: ") for one in refused["fields"][place])
    assert not ScriptVersion.objects.exists()
    assert not Question.objects.exists()


def test_the_way_of_made_up_answers_is_shown(desk):
    _, told = write(desk)
    at = f"/script-versions/{told['id']}/path/"
    _, way = post(desk.author, at, {"answers": {"plan": "maybe", "odd": ["a"]}})
    assert way["path"] == ["greeting", "plan"]
    assert (way["completeness"], way["strays"], way["misfits"]) == ("complete", ["odd"], ["plan"])
    status, refused = post(desk.author, at, {"answers": {"plan": {"deep": 1}}})
    assert (status, refused["code"]) == (400, "invalid")


def test_a_status_is_changed_and_the_fallback_stays(desk):
    version, fallback = desk.approve(QUIET), desk.fallback()
    candidate = desk.race.candidates.get(name=NAMES[0])
    asked = {"ballot_status": "removed"}
    status, told = post(desk.author, f"/candidates/{candidate.pk}/status/", asked)
    assert (status, told["closed"]) == (200, [version.pk])
    assert told["candidate"]["ballot_status"] == "removed"
    seen = {
        one["id"]: one for one in by(desk.author).get(f"{API}/script-versions/").json()["results"]
    }
    assert not seen[version.pk]["is_open"]
    assert (seen[fallback.pk]["is_open"], seen[fallback.pk]["is_fallback"]) == (True, True)
    status, refused = post(desk.author, f"/script-versions/{fallback.pk}/withdraw/")
    assert (status, refused["code"]) == (409, "fallback_in_use")


def test_an_unapproved_version_is_handed_out_by_nobody(desk):
    _, told = write(desk)
    asked = {"campaign": desk.campaign.slug, "number": desk.walk.walk_list.number}
    asked |= {"holders": [desk.walk.member.pk], "script_version": told["id"]}
    status, refused = post(make.make_member(desk.organization, "lead"), "/assignments/", asked)
    assert (status, refused["code"]) == (409, "gate_closed")
    assert "approve" in refused["message"]


def test_a_loan_tells_no_script_whose_gate_is_closed(desk):
    version = desk.draft()
    loan = desk.lend(version)
    client = by(desk.author)
    told = client.get(f"{API}/assignments/{loan.pk}/").json()
    assert (told["script_version"], told["script"]) == (version.pk, None)
    desk.decide(version)
    told = client.get(f"{API}/assignments/{loan.pk}/").json()
    assert told["script"]["id"] == version.pk


def test_a_race_lists_everybody_alike_with_sources_and_who_did_not_respond(desk):
    asked = {"campaign": desk.campaign.slug, "office": "Sheriff", "answer_limit": 60}
    asked |= {"candidates": [{"name": n, "ballot_order": k} for k, n in enumerate(NAMES, 1)]}
    status, race = post(desk.author, "/races/", asked)
    assert (status, [one["name"] for one in race["candidates"]]) == (201, list(NAMES))
    _, why = post(desk.author, f"/races/{race['id']}/questions/", {"wording": both("Why?")})
    answers = f"/race-questions/{why['id']}/answers/"

    for candidate in race["candidates"][:2]:
        for language in ("en", "es"):
            said = {"candidate": candidate["id"], "language": language, "text": ""}
            if candidate == race["candidates"][0]:
                said |= {"text": "Figures should be public.", "source": "Forum, 3 May"}
            assert post(desk.author, answers, said)[0] == 200
    told = by(desk.compliance).get(f"{API}/race-questions/{why['id']}/listing/").json()

    shown = [one["fields"]["answer"]["en"] for one in told["entries"]]
    assert shown == ["Figures should be public.", "Did not respond", ""]
    assert [one["fields"]["answer"]["es"] for one in told["entries"]][1] == "No respondió"
    assert {one["source"] for one in told["sources"]} == {"Forum, 3 May", ""}
    assert "answer_missing" in {one["code"] for one in told["report"]["findings"]}

    someone = {"candidate": race["candidates"][2]["id"], "language": "en"}
    for said, code in [
        ({"text": "Trust me."}, "source_missing"),
        ({"text": "Trust me.", "source": "a friend of mine"}, "source_missing"),
        ({"text": "x" * 61, "source": "Forum, 3 May"}, "answer_too_long"),
    ]:
        status, refused = post(desk.author, answers, someone | said)
        assert (status, refused["code"]) == (400, code)
    assert OwnAnswer.objects.count() == 4


def test_two_candidates_of_one_name_are_refused_over_http(desk):
    people = [{"name": "Ada Quill", "ballot_order": 1}, {"name": "ada quill", "ballot_order": 1}]
    asked = {"campaign": desk.campaign.slug, "office": "Sheriff", "candidates": people}
    status, refused = post(desk.author, "/races/", asked)
    assert (status, refused["code"]) == (400, "document_refused")
    assert {"candidates[0].name", "candidates[1].ballot_order"} <= refused["fields"].keys()


def test_texts_that_are_no_script_are_judged_too(desk):
    text = {"place": "front", "language": "en", "text": f"Elect {NAMES[2]} on Tuesday."}
    asked = {"campaign": desk.campaign.slug, "material": "literature", "texts": [text]}
    status, report = post(desk.compliance, "/gate/check/", asked)
    assert (status, report["is_blocked"]) == (200, True)


def test_a_message_that_takes_sides_is_not_sent(desk):
    asked = {"member": desk.walk.member.pk, "text": f"Tell them to vote for {NAMES[0]}"}
    status, refused = post(desk.author, "/notices/", asked)
    assert (status, refused["code"]) == (409, "gate_blocked")
    assert not Notice.objects.exists()
    assert post(desk.author, "/notices/", asked | {"text": "Come back to the office"})[0] == 201


def test_slogans_are_words_of_a_side_and_disclaimers_name_nobody(desk):
    version = desk.approve("Let us have a safer Ashlock for all.")
    said = {"parties": [], "officeholders": [], "slogans": ["A safer Ashlock for all"]}
    client = by(desk.compliance)
    at = f"{API}/ballot-names/{desk.campaign.slug}/"
    assert client.put(at, said, content_type="application/json").json() == said
    assert client.get(at).json() == said
    version.refresh_from_db()
    assert version.withdrawn_at is not None
    status, refused = post(
        desk.compliance, f"/script-versions/{version.pk}/decide/", {"decision": "approved"}
    )
    assert (status, refused["code"]) == (409, "gate_blocked")

    neutral = "We endorse no candidate, ever, for any office."
    assert post(desk.compliance, "/disclaimers/", {"text": neutral})[0] == 201
    assert [one["text"] for one in client.get(f"{API}/disclaimers/").json()] == [neutral]
    status, refused = post(desk.compliance, "/disclaimers/", {"text": f"Vote for {NAMES[0]}."})
    assert (status, refused["code"]) == (409, "not_a_disclaimer")
