"""Every row belongs to one organization, and the database holds the rules itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from canvass.models import Assignment, AttemptCount, DeviceToken
from tests.world import World, make_world
from turf.models import Organization, Precinct, Stop, Street, User, WalkList

GLOBAL = {Organization, User, DeviceToken, AttemptCount}
OURS = [*apps.get_app_config("turf").get_models(), *apps.get_app_config("canvass").get_models()]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_row_carries_its_organization(model: type[models.Model]) -> None:
    if model in GLOBAL or (model._meta.auto_created and model.__name__.startswith("User_")):
        return
    field = model._meta.get_field("organization")
    assert isinstance(field, models.ForeignKey)
    assert field.related_model is Organization
    assert not field.null


@pytest.mark.django_db
def test_every_declared_constraint_and_index_is_in_the_database() -> None:
    for model in OURS:
        with connection.cursor() as cursor:
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
        declared = {one.name for one in [*model._meta.constraints, *model._meta.indexes]}
        assert declared <= set(there), model.__name__


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def two_live_loans(world: World) -> None:
    now = timezone.now()
    Assignment.objects.create(
        organization=world.organization,
        walk_list=world.walk_list,
        offered_at=now,
        expires_at=now + timedelta(hours=1),
    )


def a_door_in_two_turfs(world: World) -> None:
    stop = Stop.objects.filter(cut=world.turf.cut).first()
    stop.pk, stop.position = None, 999
    stop.save(force_insert=True)


BROKEN: dict[str, Callable[[World], Any]] = {
    "a list lent twice at once": two_live_loans,
    "a door in two turfs of a cut": a_door_in_two_turfs,
    "two precincts of one code": lambda world: Precinct.objects.bulk_create(
        [
            Precinct(
                organization=world.organization,
                jurisdiction=world.precinct.jurisdiction,
                code=world.precinct.code,
                boundary=world.precinct.boundary,
            )
        ]
    ),
    "a state that no word names": lambda world: WalkList.objects.update(state="lost"),
    "a road class that no word names": lambda world: Street.objects.bulk_create(
        [
            Street(
                organization=world.organization,
                jurisdiction=world.precinct.jurisdiction,
                key="x",
                road_class="canal",
                line="SRID=4326;LINESTRING(0 0, 1 1)",
            )
        ]
    ),
    "a loan that ends before it begins": lambda world: Assignment.objects.update(
        expires_at=models.F("offered_at")
    ),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_the_database_refuses(rule: str, world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BROKEN[rule](world)
