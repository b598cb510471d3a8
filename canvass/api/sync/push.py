"""Takes in what phones recorded: `POST /api/v1/sync/knocks/push`, as stock RxDB sends it.

The body is stored before anything in it is looked at. An answer of 200 says that each item is
durably stored, and lists those that wait for a person; any other says: send it again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.sync.body import (
    ClientTooOld,
    Damaged,
    TooLarge,
    is_packed,
    is_whole,
    read_raw,
    unpack,
)
from canvass.api.sync.headers import CLIENT_SCHEMA, SENT_AT, SyncView
from canvass.api.sync.push_schema import PushedItem, WaitingDocument
from canvass.models import Intake
from canvass.services.intake.mark_fault import mark_fault
from canvass.services.intake.push_changes import push_changes
from canvass.services.intake.store_intake import store_intake
from canvass.sync.outcome import ItemOutcome, Outcome
from canvass.sync.read_documents import TooMany, Unreadable, read_documents
from canvass.sync.upcast import CURRENT_SCHEMA, is_too_old
from turf.api.openapi import Problem

LARGEST_SCHEMA = 2**31 - 1


class PushKnocks(SyncView):
    """Stores knocks; safe to repeat. Whatever role the sender has by now, nothing is refused."""

    @extend_schema(
        operation_id="sync_knocks_push",
        request=PushedItem(many=True),
        responses={
            200: WaitingDocument(many=True),
            413: OpenApiResponse(Problem, "Too much at once: send half of it."),
            415: OpenApiResponse(Problem, "Packed in a way that is not gzip."),
            426: OpenApiResponse(Problem, "This app is too old: update it; what it sent is kept."),
            503: OpenApiResponse(Problem, "Send it again after Retry-After seconds."),
        },
        parameters=[
            OpenApiParameter(CLIENT_SCHEMA, int, OpenApiParameter.HEADER),
            OpenApiParameter(SENT_AT, str, OpenApiParameter.HEADER, description="phone's clock"),
            OpenApiParameter(
                "Content-Encoding", str, OpenApiParameter.HEADER, enum=["identity", "gzip"]
            ),
        ],
    )
    def post(self, request: Request) -> Response:
        """Keep the body, record its knocks, and give back what waits for a person."""
        intake, body = keep_body(request)
        documents = documents_of(intake, body)
        outcomes = push_changes(intake=intake, documents=documents)
        return Response(waiting(documents, outcomes))


def keep_body(request: Request) -> tuple[Intake, bytes]:
    """Store the body, unpacked where that is possible.

    Raises Damaged and ClientTooOld only once it is stored.
    """
    http = request._request
    is_gzip = is_packed(http)
    body = raw = read_raw(http)
    fault: APIException | None = None if is_whole(http, raw) else Damaged()
    if is_gzip:
        try:
            body = unpack(raw)
        except Damaged as error:
            fault = error
    schema = client_schema_of(request)
    if is_too_old(schema):
        fault = ClientTooOld()
    token: Any = request.auth
    intake = store_intake(
        device=token.device,
        membership=token.membership,
        body=body,
        received_at=timezone.now(),
        sent_at=sent_at_of(request),
        client_schema=schema,
    )
    if fault:
        mark_fault(intake=intake, fault=str(fault.default_code))
        raise fault
    return intake, body


def documents_of(intake: Intake, body: bytes) -> list[object]:
    """Read the documents of a stored body. Raises Damaged for what is no JSON array, TooLarge."""
    try:
        return read_documents(body)
    except Unreadable as error:
        mark_fault(intake=intake, fault=error.code)
        if isinstance(error, TooMany):
            raise TooLarge from error
        raise Damaged(str(error)) from error


def waiting(documents: Sequence[object], outcomes: Sequence[ItemOutcome]) -> list[dict[str, Any]]:
    """List the documents that wait, each saying why; never as deleted, or phones would forget."""
    return [
        {
            **(document if isinstance(document, dict) else {}),
            "_deleted": False,
            "sync_state": outcome.outcome.value,
            "sync_error": {
                "code": outcome.code,
                "message": outcome.message,
                "fixable": outcome.is_fixable,
            },
        }
        for document, outcome in zip(documents, outcomes, strict=True)
        if outcome.outcome is Outcome.QUARANTINED
    ]


def sent_at_of(request: Request) -> datetime | None:
    """Read what the phone's clock showed; None where it cannot be read: a clock refuses nothing."""
    try:
        sent_at = datetime.fromisoformat(request.headers.get(SENT_AT, ""))
    except ValueError:
        return None
    is_usable = sent_at.tzinfo is not None and 1970 <= sent_at.year < 2200
    # PostgreSQL refuses offsets of 16 hours and more.
    return sent_at.astimezone(UTC) if is_usable else None


def client_schema_of(request: Request) -> int:
    """Read the version of the phone's documents; the current where it cannot be read."""
    given = request.headers.get(CLIENT_SCHEMA, "")
    is_number = given.isascii() and given.isdigit() and len(given) < 11
    return min(int(given), LARGEST_SCHEMA) if is_number else CURRENT_SCHEMA
