"""One outcome for each case: the SQL comes to what the pure rule comes to."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canvass.models import Knock
from canvass.rates.aapor import Cases
from canvass.rates.cases import as_found
from canvass.rates.dispositions import MEANING, Disposition
from canvass.rates.leading import Finding, class_of_case
from canvass.reports.filters import Filters
from canvass.reports.outcomes import count_cases
from tests import factories
from tests.canvass.services.knock_documents import NOON, Walk
from turf.models import ListedPerson

pytestmark = pytest.mark.django_db

DOORS = 2
SAYS = st.sampled_from(
    [
        (disposition, answered)
        for disposition in Disposition
        if disposition is not Disposition.WITHDRAWN
        for answered in sorted(MEANING[disposition].answered)
    ]
)
VISITS = st.lists(
    st.tuples(
        st.integers(0, DOORS - 1),
        st.sampled_from(["own", "household", "neighbour"]),
        SAYS,
        st.integers(0, 3),
    ),
    max_size=8,
)


def recounted(people):
    """Count by the pure rule, knock by knock."""
    classes = []
    for person in people:
        findings = [
            Finding(
                as_found(
                    Disposition(result.disposition),
                    is_own=result.person_id == person.id,
                    is_of_household=result.person_id is None,
                    answered=knock.answered,
                ),
                knock.answered,
                (knock.corrected_at, str(knock.device_id), knock.device_seq),
            )
            for knock in Knock.objects.filter(door=person.household.door, is_superseded=False)
            for result in knock.results.all()
        ]
        classes.append(class_of_case(findings))
    return Cases.of(classes)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(visits=VISITS)
def test_each_case_has_the_outcome_that_the_rule_gives(db, visits):
    with transaction.atomic():
        walk = Walk(doors=DOORS)
        neighbours = [factories.make_person(door) for door in walk.doors]
        for number, (door, who, (disposition, answered), minutes) in enumerate(visits):
            person = {"own": walk.people[door], "neighbour": neighbours[door], "household": None}
            [outcome] = walk.push(
                walk.spoke(
                    door,
                    answered=answered,
                    results=[
                        {
                            "person": person[who] and person[who].id,
                            "disposition": disposition.value,
                        }
                    ],
                    knocked_at=(NOON - timedelta(minutes=minutes)).isoformat(),
                    device_seq=number + 1,
                )
            )
            assert outcome.outcome.value in ("applied", "quarantined")
        cases = count_cases(walk.campaign, Filters(), of_people=True)
        assert cases == recounted(walk.people)
        assert cases.known + cases.unknown + cases.not_eligible == DOORS
        transaction.set_rollback(True)


def test_a_conversation_stands_though_nobody_was_home_in_the_next_round():
    walk = Walk(doors=1)
    walk.push(walk.spoke(0))
    again = factories.make_walk_list(walk.turf)
    factories.make_assignment(
        again, walk.member, offered_at=NOON, expires_at=NOON + timedelta(hours=9)
    )
    walk.push(walk.not_home(0) | {"walk_list": str(again.id)})
    assert count_cases(walk.campaign, Filters(), of_people=True) == Cases(interviews=1)


def test_who_was_never_tried_is_unknown():
    walk = Walk(doors=3)
    walk.push(walk.not_home(0))
    assert count_cases(walk.campaign, Filters(), of_people=True) == Cases(
        non_contacts=1, unknown_homes=2
    )


def test_without_target_people_a_case_is_a_door():
    walk = Walk(doors=3)
    ListedPerson.objects.update(is_target=False)
    results = [{"person": None, "disposition": "complete"}]
    walk.push(walk.spoke(0, results=results), walk.not_home(1))
    assert count_cases(walk.campaign, Filters(), of_people=False) == Cases(
        interviews=1, non_contacts=1, unknown_homes=1
    )
