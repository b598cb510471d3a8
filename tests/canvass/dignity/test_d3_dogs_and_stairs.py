"""D3, D4: what was seen at doors keeps lists from whom they do not fit."""

from datetime import timedelta

import pytest

from canvass.availability.declaration import Declaration
from canvass.models import Assignment
from canvass.services.availability.declare_availability import declare_availability
from canvass.services.availability.propose_hand_outs import propose_hand_outs
from canvass.services.availability.read_list_facts import read_list_facts
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift
from tests.canvass.services.knock_documents import NOON, Walk
from turf.models import ListedDoor

LATER = NOON + timedelta(days=1)


@pytest.fixture
def walk(db):
    """Let somebody see a dog, steps, a house without an elevator, and nothing, door by door."""
    walk = Walk(doors=4)
    seen = {"hazards": ["dog"]}, {"hazards": ["steps"]}, {"access": ["no_elevator"]}, {}
    walk.push(*(walk.not_home(at, **codes) for at, codes in enumerate(seen)))
    return walk


@pytest.fixture
def lists(walk):
    """Make a list of each of the doors."""
    cut = make.make_cut(walk.campaign)
    return [make.make_walk_list(make.make_turf(cut, [door])) for door in walk.doors]


def test_lists_have_what_was_seen_at_their_doors(lists):
    facts = read_list_facts(walk_lists=lists, at=LATER)
    told = [(one.has_dogs, one.has_stairs) for one in facts]
    assert told == [(True, False), (False, True), (False, True), (False, False)]
    before = read_list_facts(walk_lists=lists, at=NOON - timedelta(hours=1))
    assert not any(one.has_dogs or one.has_stairs for one in before)


def test_the_language_that_was_heard_at_a_door_goes_before_the_files(lists):
    ListedDoor.objects.filter(walk_list=lists[0]).update(language="es")
    heard, written, *_ = read_list_facts(walk_lists=lists, at=LATER)
    assert set(heard.languages) == {"es"}
    assert "es" not in written.languages


@pytest.mark.parametrize(
    ("declared", "may_get"),
    [(Declaration(no_dogs=True), (1, 2, 3)), (Declaration(no_stairs=True), (0, 3))],
    ids=["no dogs", "no stairs"],
)
def test_nobody_is_offered_what_they_do_not_walk(walk, lists, nobody_sits_out, declared, may_get):
    people = [make.make_member(walk.organization, "canvasser") for _ in range(len(may_get))]
    people += [make.make_member(walk.organization, "canvasser") for _ in lists[len(may_get) :]]
    shift = make_shift(walk.campaign, *people, starts_at=LATER)
    careful = people[: len(may_get)]
    for one in careful:
        declare_availability(
            membership=one, campaign=walk.campaign, declared=declared, declared_with="a way in"
        )
    propose_hand_outs(
        shift=shift,
        numbers=[one.number for one in lists],
        in_pairs=False,
        script_version=None,
        at=LATER,
    )
    offered = Assignment.objects.filter(state="offered", walk_list__in=lists)
    assert offered.count() == len(lists)
    got = {one.walk_list for one in offered.filter(holders__in=careful)}
    assert got == {lists[at] for at in may_get}
