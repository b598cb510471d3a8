"""What is approved is judged anew by new rules and names; only what is blocked then is closed."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from canvass.models import AuditEntry, GateRecord
from canvass.scripts.gate import rules
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.rules import RULES_VERSION, digest_of
from canvass.scripts.gate.settings import Material as Kind
from canvass.services.scripts.check_material import check_material
from canvass.services.scripts.check_old_rules import check_old_rules
from tests import factories as make
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.scripts.desk import GREETING, Desk

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
OLD = "1"


@pytest.fixture
def desk():
    return Desk()


def rejudge(*options):
    out = StringIO()
    call_command("rejudge_gates", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def approved_by_old_rules(desk, text):
    """A text with an open gate that nobody may approve by the rules of today."""
    version = desk.draft(text)
    make.open_gate(version, rules_version=OLD)
    return version


def test_an_upgrade_warns_until_its_rules_have_judged(desk):
    desk.approve()
    assert check_old_rules(databases=["default"]) == []
    GateRecord.objects.update(rules_version=OLD)

    [warning] = check_old_rules(databases=["default"])
    assert "1 approved texts of database default" in warning.msg
    assert "rejudge_gates" in warning.hint

    rejudge()
    assert check_old_rules(databases=["default"]) == []


def test_an_upgrade_closes_only_what_is_blocked_now(desk):
    holds = desk.approve()
    GateRecord.objects.update(rules_version=OLD, ballot_hash="f" * 64)
    blocked = approved_by_old_rules(desk, "Vote for any Republican.")

    assert [one["text"] for one in rejudge("--dry-run")["blocked"]] == [str(blocked)]
    assert set(GateRecord.objects.values_list("rules_version", "closed_at")) == {(OLD, None)}

    assert [one["text"] for one in rejudge()["blocked"]] == [str(blocked)]
    assert rejudge()["blocked"] == []
    assert blocked.gate_records.get().closed_because == "rules_changed"
    record = holds.gate_records.get()
    assert (record.closed_at, record.rules_version) == (None, RULES_VERSION)
    assert AuditEntry.objects.filter(kind="gate_closed").count() == 1
    desk.save_race()
    assert holds.gate_records.get().closed_at is None


def test_a_text_that_is_not_what_was_approved_is_closed(desk):
    make.make_script_version(desk.campaign)
    assert len(rejudge()["blocked"]) == 1


def test_an_approval_by_old_rules_is_given_anew_and_not_taken_for_todays(desk):
    version = desk.draft()
    old = desk.decide(version)
    GateRecord.objects.update(rules_version=OLD)
    new = desk.decide(version, at=LATER)
    old.refresh_from_db()
    assert (old.closed_because, new.rules_version) == ("decided_again", RULES_VERSION)


def test_every_change_of_a_table_of_words_is_another_version():
    tables = {"english": frozenset({"vote"}), "parties": {"gop": "Republican"}}
    assert digest_of(tables) == digest_of(dict(reversed(tables.items())))
    assert digest_of(tables) != digest_of(tables | {"english": frozenset({"vote", "elect"})})
    assert digest_of(tables) != digest_of(tables | {"parties": {"gop": "Democratic"}})
    assert RULES_VERSION.startswith(rules.EDITION)
    assert len(RULES_VERSION) <= 20


def sister_of(desk, name="Odalys Brackenridge"):
    campaign = make.make_campaign(desk.organization)
    make.make_candidate(campaign, name=name, ballot_order=1)
    return campaign


def judged(desk, text):
    report = check_material(
        campaign=desk.campaign, texts=[Passage("text", "en", text)], material=Kind.CARD, at=NOON
    )
    return {one.code for one in report.findings if one.level == "block"}


def test_urging_for_a_candidate_of_a_sister_campaign_is_blocked(desk):
    text = "Vote for Odalys Brackenridge."
    assert judged(desk, text) == set()
    sister_of(desk)
    assert "vote_for" in judged(desk, text)
    assert judged(desk, "Odalys Brackenridge opened the new library.") == set()
    assert "vote_for" not in judged(Desk(), text)


def test_a_sister_campaigns_new_candidate_closes_only_what_urges_for_them(desk):
    holds, urges = desk.approve(), desk.approve(f"{GREETING} Vote for Odalys Brackenridge.")
    sister = sister_of(desk, name="Wilhelmina Oakenshaw")
    desk.campaign, here = sister, desk.campaign
    desk.save_race(names=("Odalys Brackenridge",), at=LATER)
    desk.campaign = here
    assert urges.gate_records.get().closed_because == "ballot_changed"
    assert holds.gate_records.get().closed_at is None
