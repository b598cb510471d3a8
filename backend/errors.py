"""From what went wrong to a problem over HTTP: ``{"code", "message", "fields"?}``, always as JSON.

What nobody foresaw is a 500 that says nothing, and the log has its place in the code, not its
words: those may hold what a voter said.
"""

import logging
from traceback import format_tb
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.views import defaults
from rest_framework import exceptions
from rest_framework.views import set_rollback

from canvass.services.attempts.count_attempt import TooManyAttempts
from canvass.services.devices.confirm_wipe import WipeRefused
from canvass.services.devices.enrolment_problems import CodeAnswered, MayNotEnrol
from canvass.services.found_doors.add_found_door import FoundDoorRewritten
from canvass.services.found_doors.hold_found_door import FoundDoorSettled
from canvass.services.lending.accept_assignment import OfferGone
from canvass.services.lending.offer_assignment import AlreadyOut, ListClosed
from canvass.services.members.member_problems import LastAdmin, RoleOutOfReach, UsernameTaken
from canvass.services.review.review_problems import ItemSettled, SenderGone
from canvass.services.scripts import script_problems as scripts
from canvass.services.scripts.check_universe import UniverseByLeaning, UniverseNotOpened
from turf.errors import Ambiguous, NotFound, StoopError
from turf.services.list_problems import DoorsTaken, ListGivenUp, NothingLeft, RoundFrozen, StillOut
from turf.services.turf_problems import ListsAreOut, NotTheLatest, TurfLocked, TurfRetired

API = "/api/"
STATUS_OF: dict[type[StoopError], int] = {
    NotFound: 404,
    Ambiguous: 409,
    TurfLocked: 409,
    TurfRetired: 409,
    ListsAreOut: 409,
    NotTheLatest: 409,
    ItemSettled: 409,
    SenderGone: 409,
    WipeRefused: 409,
    AlreadyOut: 409,
    ListClosed: 409,
    OfferGone: 409,
    StillOut: 409,
    ListGivenUp: 409,
    NothingLeft: 409,
    DoorsTaken: 409,
    RoundFrozen: 409,
    FoundDoorRewritten: 409,
    FoundDoorSettled: 409,
    CodeAnswered: 409,
    TooManyAttempts: 429,
    MayNotEnrol: 403,
    RoleOutOfReach: 403,
    LastAdmin: 409,
    UsernameTaken: 409,
    scripts.NotAGatekeeper: 403,
    scripts.GateClosed: 409,
    scripts.GateBlocked: 409,
    scripts.NeedsCompliance: 409,
    scripts.ApproverIsAuthor: 409,
    scripts.AuthorUnknown: 409,
    scripts.ContentChanged: 409,
    scripts.NotAFallback: 409,
    scripts.NotADisclaimer: 409,
    UniverseNotOpened: 409,
    scripts.FallbackInUse: 409,
    UniverseByLeaning: 409,
    StoopError: 400,
}
"""The nearest class counts, so a new error is a 400 until it is named here."""

RETRY_S = 5
"""Longer than a writer of the embedded database holds it, short enough for a waiting person."""

log = logging.getLogger("stoop.errors")


def problem(error: Exception, context: dict[str, Any]) -> JsonResponse:
    """Answer an error that a view raised; DRF's exception handler."""
    set_rollback()
    if isinstance(error, StoopError):
        fields = getattr(error, "fields", None)
        response = answer(status_of(error), error.code, str(error), fields)
        if isinstance(error, TooManyAttempts):
            response["Retry-After"] = str(error.retry_after_s)
        return response
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.APIException):
        return answer_to(error)
    if isinstance(error, OperationalError):
        log.error("the database does not answer: %s", type(error).__name__)
        return unavailable()
    view = type(context.get("view")).__name__
    where = "".join(format_tb(error.__traceback__))
    log.error("%s in %s\n%s", type(error).__name__, view, where)
    return unforeseen()


def status_of(error: StoopError) -> int:
    """Status of the nearest class in the table."""
    return next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)


def answer_to(error: exceptions.APIException) -> JsonResponse:
    """Answer one of DRF's own errors, with the headers it asks for."""
    if isinstance(error, exceptions.ValidationError):
        response = answer(
            error.status_code, "invalid", "Something in the request is not right.", error.detail
        )
    else:
        code = error.detail.code if isinstance(error.detail, exceptions.ErrorDetail) else "problem"
        response = answer(error.status_code, code or "problem", str(error.detail))
    if getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if getattr(error, "wait", None) is not None:
        response["Retry-After"] = str(error.wait)  # type: ignore[attr-defined]
    return response


def answer(status: int, code: str, message: str, fields: Any = None) -> JsonResponse:
    """Make the answer; ``fields`` maps a field to what is wrong with it."""
    body: dict[str, Any] = {"code": code, "message": message}
    if fields is not None:
        by_name = fields if isinstance(fields, dict) else {"": fields}
        body["fields"] = {str(name): sentences(wrong) for name, wrong in by_name.items()}
    return JsonResponse(body, status=status)


def sentences(wrong: Any) -> list[str]:
    """List what is wrong with one field, however deep DRF nested it."""
    if isinstance(wrong, dict):
        wrong = list(wrong.values())
    if isinstance(wrong, list):
        return [sentence for inner in wrong for sentence in sentences(inner)]
    return [str(wrong)]


def unforeseen() -> JsonResponse:
    """Answer what nobody foresaw, without content."""
    return answer(500, "server_error", "Something broke on our side. Try again later.")


def unavailable() -> JsonResponse:
    """Answer while the database cannot: the client should come back."""
    response = answer(503, "unavailable", "This did not go through. Send it again in a moment.")
    response["Retry-After"] = str(RETRY_S)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer a request that Django refused before any view saw it."""
    if request.path.startswith(API):
        return answer(400, "bad_request", "This request cannot be read.")
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer an address that is not served."""
    if request.path.startswith(API):
        return answer(404, "not_found", "There is nothing at this address.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer an error outside the API's views."""
    return unforeseen() if request.path.startswith(API) else defaults.server_error(request)
