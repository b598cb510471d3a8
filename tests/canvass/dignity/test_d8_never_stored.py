"""D8: what is never stored has no column, and nobody's way is on a map."""

import re

import pytest
from django.apps import apps
from django.contrib.gis.db.models import GeometryField
from django.db import models

from canvass.availability.declaration import NAMES
from canvass.models import Knock
from canvass.sync.knock_in import KnockIn

NEVER = re.compile(
    r"convict|offen[cs]e|charge|felon|crimin|arrest|parole|probation|supervis|custody|inmate|prison"
    r"|jail|sentence|background|record_check|fingerprint|ssn|social_security|passport|licen[cs]e"
    r"|identity_number|id_number|national_id|birth|photo|picture|image|face|selfie|portrait"
)
OF_A_PERSON = {"Membership", "User", "Device", "DeviceToken", "ShiftMember"}
COORDINATES = re.compile(r"(^|_)(lon|lat|lonlat|longitude|latitude|x_m|y_m|location|position_at)$")
OURS = [
    model
    for app in ("turf", "canvass")
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
]


def columns(model):
    return [field for field in model._meta.get_fields() if isinstance(field, models.Field)]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_table_has_a_word_for_what_is_never_stored(model):
    names = [model.__name__.lower(), model._meta.db_table, *(one.name for one in columns(model))]
    choices = [str(value) for one in columns(model) for value, _ in one.choices or []]
    # A block face is one side of a street.
    said = [one for one in names + choices if NEVER.search(one.replace("block_face", ""))]
    assert said == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_table_has_a_person_a_time_and_coordinates(model):
    fields = columns(model)
    names_a_worker = any(
        one.is_relation and one.related_model.__name__ in OF_A_PERSON for one in fields
    )
    has_time = any(isinstance(one, models.DateTimeField) for one in fields)
    has_place = any(
        isinstance(one, GeometryField) or COORDINATES.search(one.name) for one in fields
    )
    assert not (names_a_worker and has_time and has_place)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_file_and_no_picture_is_stored(model):
    assert not [one for one in columns(model) if isinstance(one, models.FileField)]


def test_a_knock_keeps_metres_from_the_door_and_accuracy_at_most():
    for names in ([one.name for one in columns(Knock)], KnockIn.__dataclass_fields__):
        assert [one for one in names if one.endswith("_m")] == ["off_m", "accuracy_m"]
        assert not [one for one in names if COORDINATES.search(one)]


def test_nothing_that_is_declared_names_what_is_never_stored():
    assert [one for one in NAMES if NEVER.search(one)] == []
