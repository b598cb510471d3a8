"""D3: however often anybody asks, the solver tells one thing of a person a day."""

from contextlib import contextmanager
from datetime import date, time, timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.availability import area
from canvass.availability import propose as solver
from canvass.availability.area import read_area
from canvass.availability.declaration import Declaration
from canvass.models import (
    Assignment,
    ProposalDay,
    RequiredModule,
    SealedAvailability,
    SignOff,
    TrainingModule,
)
from canvass.services.availability import seal_field
from canvass.services.availability.declare_availability import declare_availability
from canvass.services.availability.propose_hand_outs import propose_hand_outs
from canvass.services.availability.seal_for_everybody import seal_for_everybody
from canvass.services.lending.offer_assignment import offer_assignment
from canvass.services.shifts.start_shift import start_shift
from tests import factories as make
from tests.canvass.dignity.shifts import make_shift, place, propose
from tests.world import make_list
from turf.errors import StoopError

WEST, SOUTH = make.WEST, make.SOUTH
RING = [[WEST, SOUTH], [WEST + 0.08, SOUTH], [WEST + 0.08, SOUTH + 1], [WEST, SOUTH]]
SAID = {
    "home by noon": Declaration(home_by=time(12)),
    "home by 14:07": Declaration(home_by=time(14, 7), travel_minutes=41),
    "not today": Declaration(not_on_dates=(date(2026, 10, 3),)),
    "not on Sundays": Declaration(not_on_weekdays=(6,)),
    "not there": Declaration(area=read_area({"type": "Polygon", "coordinates": [RING]})),
    "speaks Spanish": Declaration(languages=("es",)),
    "not with anybody": Declaration(),
}
steps = st.lists(
    st.fixed_dictionaries(
        {
            "who": st.sets(st.integers(1, 4), min_size=2),
            "with_them": st.booleans(),
            "hours_ahead": st.integers(0, 30),
            "runs": st.booleans(),
            "in_pairs": st.booleans(),
            "lists": st.sets(st.integers(0, 4), min_size=3),
            "minutes_later": st.integers(0, 90),
        }
    ),
    min_size=2,
    max_size=4,
)


def declare_for(world, member, declared):
    declare_availability(
        membership=member, campaign=world.campaign, declared=declared, declared_with="a way in"
    )


@contextmanager
def undone():
    """Do something for once."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def town(world, nobody_sits_out):
    """Make five people and as many lists."""
    people = [make.make_member(world.organization, "canvasser") for _ in range(5)]
    seal_for_everybody(campaign=world.campaign)
    return people, [make_list(world.campaign, world.turf.cut, 5 + at)[2] for at in range(5)]


def answers(world, town, day, at, monkeypatch):
    """Do as a lead of that day may; return each answer, and the first that is about the first."""
    people, lists = town
    numbers, first, told = count(1), None, []
    monkeypatch.setattr(
        "canvass.services.availability.propose_hand_outs.secrets.randbits", lambda _: next(numbers)
    )
    for step, asked in enumerate(day):
        crew = [
            people[one] for one in sorted(asked["who"] | ({0} if asked["with_them"] else set()))
        ]
        shift = make_shift(
            world.campaign, *crew, starts_at=at + timedelta(hours=asked["hours_ahead"])
        )
        if asked["runs"]:
            shift = start_shift(shift=shift, at=at)
        try:
            offers = propose_hand_outs(
                shift=shift,
                numbers=[lists[one].number for one in asked["lists"]],
                in_pairs=asked["in_pairs"],
                script_version=None,
                at=at,
            )
            if first is None and asked["with_them"]:
                first = step
            told.append(
                [(one.walk_list_id, sorted(one.holders.values_list("pk"))) for one in offers]
            )
        except StoopError as refused:
            told.append(refused.code)
        Assignment.objects.filter(state="offered", holders__in=people).delete()
        at += timedelta(minutes=asked["minutes_later"])
    return told, first


@pytest.mark.one_database
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=steps, said=st.sampled_from(sorted(SAID)))
def test_beyond_one_answer_two_people_are_alike_whatever_they_declared(
    world, town, clock, monkeypatch, day, said
):
    people, _ = town
    others = tuple(one.pk for one in people[1:])
    declared = SAID[said] if said != "not with anybody" else Declaration(not_with=others)
    seen = []
    for one in (Declaration(), declared):
        with undone():
            declare_for(world, people[0], one)
            seen.append(answers(world, town, day, clock.now, monkeypatch))
    (told, first), (told_otherwise, first_otherwise) = seen
    assert first == first_otherwise
    rest = [at for at in range(len(day)) if at != first]
    assert [told[at] for at in rest] == [told_otherwise[at] for at in rest]


def test_who_was_asked_today_looks_like_whom_nothing_fits(world, crew, clock):
    shift, people, _ = crew
    assert len(propose(world, shift).json()) == 3
    Assignment.objects.filter(holders__in=people).delete()
    again = propose(world, shift)
    assert (again.status_code, again.json()) == (200, [])
    fresh = make.make_member(world.organization, "canvasser")
    later = make_shift(world.campaign, *people[:2], fresh)
    assert len(propose(world, later).json()) == 1
    Assignment.objects.filter(state="offered").delete()
    clock.pass_by(days=1)
    assert len(propose(world, shift).json()) == 3


def test_shifts_are_proposed_for_today_and_tomorrow_alone(world, crew, clock):
    _, people, _ = crew
    for days, code in ((2, "shift_far_off"), (7, "shift_far_off"), (1, None)):
        shift = make_shift(world.campaign, *people, starts_at=clock.now + timedelta(days=days))
        answer = propose(world, shift)
        assert (answer.json()["code"] if answer.status_code == 400 else None) == code
    assert ProposalDay.objects.filter(membership__in=people).count() == 3


def test_people_are_counted_before_anything_is_opened(world, crew):
    shift, people, _ = crew
    declare_for(world, people[0], Declaration(home_by=time(23)))
    SealedAvailability.objects.filter(key__membership=people[0]).update(sealed=b"noise" * 9)
    answer = propose(world, shift)
    assert answer.status_code == 200
    assert len(answer.json()) == 2
    assert not Assignment.objects.filter(holders=people[0]).exists()


@pytest.mark.parametrize("declared", [Declaration(), Declaration(home_by=time(11))])
def test_where_training_leaves_fewer_than_three_nobody_is_asked(world, crew, declared):
    shift, people, lists = crew
    declare_for(world, people[0], declared)
    words = {"title": {}, "text": {}, "topic": "safety", "number": 1}
    module = TrainingModule.objects.create(organization=world.organization, **words)
    of_module = {"organization": world.organization, "module": module}
    for one in lists:
        RequiredModule.objects.create(walk_list=one, **of_module)
    SignOff.objects.create(membership=people[0], signed_at=shift.starts_at, **of_module)
    answer = propose(world, shift)
    assert (answer.status_code, answer.json()["code"]) == (400, "too_few_to_propose")
    assert not ProposalDay.objects.exists()


@pytest.mark.parametrize("declared", [Declaration(), Declaration(home_by=time(11))])
def test_drops_without_literature_are_refused_whomever_they_fit(world, crew, declared):
    shift, people, lists = crew
    for one in lists:
        one.kind = "lit_drop"
        one.save()
    for one in people:
        declare_for(world, one, declared)
    numbers = [one.number for one in lists]
    refused = propose(world, shift, numbers=numbers)
    assert (refused.status_code, refused.json()["code"]) == (400, "literature_missing")
    assert not ProposalDay.objects.exists()
    piece = make.make_material(world.campaign)
    told = propose(world, shift, numbers=numbers, literature=piece.pk)
    assert told.status_code == 200
    assert {one.literature for one in Assignment.objects.filter(holders__in=people)} <= {piece}
    assert len(told.json()) == (0 if declared.home_by else 3)


def test_drops_go_out_with_nothing_of_another_campaign(world, crew):
    shift, _, _ = crew
    piece = make.make_material(make.make_campaign(world.organization))
    assert propose(world, shift, literature=piece.pk).status_code == 404


def test_as_much_is_deciphered_and_looked_at_whoever_declared_what(world, crew, monkeypatch):
    shift, people, _ = crew
    work = []
    decrypt, fits = seal_field._decrypt, solver.fits

    def counted(name, did):
        return lambda *given: (work.append(name), did(*given))[1]

    monkeypatch.setattr(seal_field, "_decrypt", counted("decrypted", decrypt))
    monkeypatch.setattr(solver, "fits", counted("looked at", fits))
    monkeypatch.setattr(area, "_shape", counted("area read", area._shape))

    def done():
        work.clear()
        assert propose(world, shift).status_code == 200
        Assignment.objects.filter(holders__in=people).delete()
        return sorted(work)

    nobody_declared = done()
    assert nobody_declared.count("decrypted") == 3 * 8
    assert nobody_declared.count("looked at") == 9
    assert nobody_declared.count("area read") == 3
    for one, declared in zip(people, [SAID["not there"], *SAID.values()], strict=False):
        declare_for(world, one, declared)
    asked_before = done()
    ProposalDay.objects.all().delete()
    assert asked_before == done() == nobody_declared


def test_nobody_who_does_not_walk_is_asked(world, crew):
    shift, people, lists = crew
    for role in ("analyst", "compliance"):
        place(shift, world.members[role])
    propose(world, shift)
    assert Assignment.objects.filter(holders__in=people).count() == 3
    with pytest.raises(StoopError) as refused:
        offer_assignment(
            walk_list=lists[0],
            holders=[world.members["analyst"]],
            script_version=None,
            offered_at=shift.starts_at,
            expires_at=shift.ends_at,
        )
    assert refused.value.code == "not_found"
