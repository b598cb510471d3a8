"""What was published or decided about is never worded otherwise, whoever asks the database."""

import pytest
from django.db import IntegrityError, connection, transaction

from canvass.models import GateDecision
from canvass.settled_texts.keep import SETTLED_TEXTS, check_settled_texts
from canvass.triggers.install import remove
from tests.canvass.services.knock_documents import NOON
from tests.canvass.services.scripts.desk import Desk

pytestmark = pytest.mark.django_db
WORDS = {"en": "Else.", "es": "Otro."}


@pytest.fixture
def desk():
    return Desk()


def changes(version, material):
    """Every way to word them otherwise."""
    greeting = version.questions.filter(key="greeting")
    own_version, own_material = (type(one).objects.filter(pk=one.pk) for one in (version, material))
    script = type(version.script).objects.filter(pk=version.script_id)
    return {
        "wording": lambda: greeting.update(wording=WORDS),
        "next": lambda: greeting.update(next_key=""),
        "choices": lambda: greeting.update(choices=[{"value": "x", "label": WORDS}]),
        "cards": lambda: own_version.update(cards=[WORDS]),
        "languages": lambda: own_version.update(languages=["en"]),
        "fingerprint": lambda: own_version.update(content_hash="f" * 64),
        "name": lambda: script.update(name="Another"),
        "texts": lambda: own_material.update(texts=WORDS),
        "title": lambda: own_material.update(title="Another"),
    }


CHANGES = ["wording", "next", "choices", "cards", "languages", "fingerprint", "name"]
CHANGES += ["texts", "title"]


@pytest.mark.parametrize("decision", [None, *GateDecision])
@pytest.mark.parametrize("change", CHANGES)
def test_only_a_draft_is_worded_otherwise(desk, change, decision):
    version, material = desk.draft(), desk.draft_material()
    for text in (version, material) if decision else ():
        desk.decide(text, decision)
    change_it = changes(version, material)[change]
    if decision is None:
        assert change_it() == 1
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        change_it()


def test_what_is_no_wording_may_change(desk):
    version, material = desk.approve(), desk.draft_material()
    desk.decide(material)
    for text in (version, material):
        text.refresh_from_db()
        text.author = None
        text.withdrawn_at = NOON
        text.save()
    version.questions.get(key="greeting").save()
    version.script.save()


def test_a_database_without_the_triggers_is_told_of():
    assert check_settled_texts(databases=["default"]) == []
    remove(connection, SETTLED_TEXTS)
    assert [one.id for one in check_settled_texts(databases=["default"])] == ["canvass.W003"]
