"""The description of the API: made without a warning, and true."""

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests import factories as make
from tests.own_rows import make_own_rows
from tests.world import make_world
from turf.models import Turf

KEEPS_ALL = {"POST /api/v1/sync/knocks/push"}
"""What is no knock is kept and waits for a person: nothing that a phone sends is refused."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def open_connection():
    """Keep the test's transaction over requests, as Django's own client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def api(db, settings, open_connection):
    """The API as its schema tells it, and a phone that asks."""
    settings.ALLOWED_HOSTS = ["*"]
    world = make_world()
    canvasser = world.members["canvasser"]
    canvasser.role = "director"
    canvasser.save()
    device = world.devices["canvasser"]
    token = make.make_token(canvasser, device)
    # What asks here does not unpack answers.
    headers = {"Authorization": f"Token {token}", "Accept-Encoding": "identity"}
    path = "/api/v1/schema/?format=json"
    found = schemathesis.openapi.from_wsgi(path, get_wsgi_application(), headers=headers)
    found.world, found.token_header = world, headers
    found.own_rows = make_own_rows(world)
    return found


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def check_answers(operation, api, data):
    case = data.draw(operation.as_strategy())
    case.call_and_validate(headers=api.token_header, checks=CHECKS)
    point_at_own(case, api)
    case.call_and_validate(headers=api.token_header, checks=CHECKS)


def point_at_own(case, api):
    """Put names that are there in the place of made-up ones."""
    world = api.world
    above, brace, _ = case.path.partition("{")
    kind = case.path.split("/")[3]
    if brace and above in api.own_rows:
        (name,) = case.path_parameters
        case.path_parameters[name] = api.own_rows[above]
    if "campaign" in (case.query or {}):
        case.query["campaign"] = world.campaign.slug
    if isinstance(case.body, dict):
        own = {"campaign": world.campaign.slug, "number": world.colleague_list.number}
        own |= {"walk_list": str(world.walk_list.pk), "cut": world.turf.cut_id}
        case.body.update((name, own[name]) for name in own.keys() & case.body.keys())
    if kind in ("cuts", "turfs") and isinstance(case.body, dict):
        turfs = list(Turf.objects.filter(cut=world.turf.cut_id).order_by("pk"))
        own = {"turfs": [turf.pk for turf in turfs], "to_turf": turfs[0].pk}
        own["doors"] = list(turfs[-1].stops.values_list("door_id", flat=True)[:1])
        case.body.update((name, own[name]) for name in own.keys() & case.body.keys())


def test_any_request_is_answered_as_the_description_says(api):
    operations = [found.ok() for found in api.get_all_operations()]

    assert len(operations) >= 57
    for operation in operations:
        check_answers(operation, api)


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def check_refusals(operation, api, data):
    case = data.draw(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    case.call_and_validate(
        headers=api.token_header, checks=[negative_data_rejection, not_a_server_error]
    )


def test_a_body_that_is_not_as_described_is_refused(api):
    """Who may not ask at all is told by `tests/permissions`."""
    operations = [found.ok() for found in api.get_all_operations()]
    bodied = [one for one in operations if one.body and one.label not in KEEPS_ALL]
    assert len(bodied) >= 50
    for operation in bodied:
        check_refusals(operation, api)


@pytest.mark.django_db
def test_the_schema_is_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=tmp_path / "schema.yml")
