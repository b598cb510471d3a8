"""A script that cannot be walked is refused with all that is wrong with it."""

import pytest
from hypothesis import HealthCheck, given, settings

from canvass.models import Question, Script, ScriptVersion
from canvass.scripts.content_hash import content_hash
from canvass.scripts.read_script import read_script
from canvass.scripts.write_script import document_of
from canvass.services.scripts.draft_script import draft_script
from canvass.services.scripts.read_version import read_version
from canvass.services.scripts.script_problems import DocumentRefused
from tests.canvass.scripts.script_strategies import question, script, valid_scripts
from tests.canvass.services.scripts.desk import NAMES, Desk


@given(valid_scripts())
def test_a_script_written_and_read_again_is_the_same(content):
    read = read_script(content)
    assert read_script(document_of(read)) == read


@pytest.fixture
def desk(db):
    return Desk()


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=valid_scripts())
def test_what_is_stored_is_what_its_fingerprint_was_taken_of(desk, content):
    version = desk.draft(content)
    stored = read_version(version=ScriptVersion.objects.get(pk=version.pk))
    assert content_hash(stored) == version.content_hash
    assert read_script(stored) == read_script(content)
    assert desk.draft(content) == version


BROKEN = script(
    question("a", "single", next="b"),
    question("b", next="a"),
    question("c", "single", ["1"]) | {"next": "nowhere"},
    {"key": "d", "kind": "statement", "wording": {"en": "Only in English"}},
)


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(desk):
    with pytest.raises(DocumentRefused) as refused:
        draft_script(campaign=desk.campaign, content=BROKEN, author=desk.author.user)
    codes = {problem.code for problem in refused.value.problems}
    assert codes >= {"loop", "choices_missing", "target_unknown", "dead_end", "translation_missing"}
    assert all(place and told for place, told in refused.value.fields.items())
    assert not Script.objects.exists()
    assert not Question.objects.exists()


def test_two_candidates_of_one_name_are_refused(desk):
    with pytest.raises(DocumentRefused) as refused:
        desk.save_race([*NAMES, NAMES[0]])
    assert {problem.code for problem in refused.value.problems} == {"candidate_repeated"}
    assert desk.race.candidates.count() == len(NAMES)


def test_nobody_falls_off_the_ballot_by_being_left_out(desk):
    with pytest.raises(DocumentRefused) as refused:
        desk.save_race(NAMES[1:])
    assert {problem.code for problem in refused.value.problems} == {"candidate_left_out"}


def test_candidates_may_change_places(desk):
    desk.save_race(NAMES[::-1])
    order = desk.race.candidates.order_by("ballot_order").values_list("name", flat=True)
    assert list(order) == list(NAMES[::-1])
