"""Every error is a problem: a code, a message, and fields where they fit."""

import json
import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404
from django.test import Client
from rest_framework import exceptions

from backend.errors import STATUS_OF, problem, status_of
from turf.errors import Ambiguous, NotFound, StoopError


def told(error):
    response = problem(error, {"view": None})
    return response.status_code, json.loads(response.content)


class SomeNewError(StoopError):
    code = "some_new"


class NotEvenThere(NotFound):
    code = "not_even_there"


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFound("No campaign x"), 404, "not_found"),
        (Ambiguous("Two of them"), 409, "ambiguous"),
        (SomeNewError("Mend it"), 400, "some_new"),
        (NotEvenThere("Gone"), 404, "not_even_there"),
        (Http404("SELECT secret"), 404, "not_found"),
        (PermissionDenied("secret"), 403, "permission_denied"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.ParseError(), 400, "parse_error"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.Throttled(wait=3.2), 429, "throttled"),
        (exceptions.AuthenticationFailed("No", code="device_revoked"), 401, "device_revoked"),
    ],
)
def test_each_error_has_its_status_and_code(error, status, code):
    seen, body = told(error)

    assert (seen, body["code"]) == (status, code)
    assert set(body) == {"code", "message"}
    assert body["message"]
    assert "secret" not in body["message"]


def test_a_domain_error_says_its_own_message():
    assert told(NotFound("No campaign x"))[1]["message"] == "No campaign x"


def test_what_is_wrong_with_fields_is_told_by_field():
    _, body = told(exceptions.ValidationError({"limit": ["Too big."]}))

    assert body["code"] == "invalid"
    assert body["fields"] == {"limit": ["Too big."]}


def test_what_is_wrong_deep_inside_a_field_is_a_list_of_sentences_too():
    _, body = told(exceptions.ValidationError({"turf": {1: ["Not a number."], 2: ["Too big."]}}))

    assert body["fields"] == {"turf": ["Not a number.", "Too big."]}


def test_what_is_wrong_with_no_field_in_particular_is_told_too():
    assert told(exceptions.ValidationError("Odd."))[1]["fields"] == {"": ["Odd."]}


def test_a_throttled_client_is_told_when_to_come_back():
    assert problem(exceptions.Throttled(wait=3.2), {})["Retry-After"] == "4"


def test_every_error_class_finds_a_status():
    assert all(status_of(kind.__new__(kind)) == status for kind, status in STATUS_OF.items())


def test_what_nobody_foresaw_tells_nothing_to_client_or_log(caplog):
    name = "Resident".upper()
    with caplog.at_level(logging.ERROR):
        try:
            raise DatabaseError(f"Key (family_name)=({name}) already exists")
        except DatabaseError as error:
            status, body = told(error)

    assert (status, body["code"]) == (500, "server_error")
    assert name not in json.dumps(body)
    assert name not in caplog.text
    assert "DatabaseError" in caplog.text


@pytest.mark.django_db
def test_an_address_that_is_not_served_is_a_problem_within_the_api(client):
    response = client.get("/api/v1/nothing/")

    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_an_address_outside_the_api_has_a_page(client):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_a_host_we_do_not_serve_is_a_problem_within_the_api(client):
    response = client.get("/api/v1/campaigns/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert response.json()["code"] == "bad_request"


@pytest.mark.django_db
def test_an_error_in_a_view_is_a_bare_problem(monkeypatch):
    from tests import factories as make
    from turf.api.views import Campaigns

    def broken(*args, **kwargs):
        raise RuntimeError("Alma Resident")

    monkeypatch.setattr(Campaigns, "get_queryset", broken)
    client = Client(raise_request_exception=False)
    client.force_login(make.make_member(make.make_organization()).user)

    response = client.get("/api/v1/campaigns/")

    assert response.status_code == 500
    assert response.json()["code"] == "server_error"
    assert b"Alma" not in response.content


@pytest.mark.django_db
def test_the_health_page_asks_the_database(client, monkeypatch):
    assert client.get("/healthz").status_code == 200

    from django.db import connection

    def broken(*args, **kwargs):
        raise DatabaseError("down")

    monkeypatch.setattr(connection, "cursor", broken)
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.content == b"no database\n"
