"""Takes in what phones recorded: `POST /api/v1/sync/knocks/push`, as stock RxDB sends it.

The body is stored before anything in it is looked at. An answer of 200 says that each item is
durably stored, and lists those that wait for a person; any other says: send it again.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.sync.body import Damaged, TooLarge, is_packed, is_whole, read_raw, unpack
from canvass.api.sync.headers import CLIENT_SCHEMA, SENT_AT, SyncView
from canvass.api.sync.push_schema import PushedItem, WaitingDocument
from canvass.models import Intake
from canvass.services.record_knocks import record_knocks
from canvass.services.store_intake import store_intake
from canvass.sync.outcome import ItemOutcome, Outcome
from turf.api.openapi import Problem

LARGEST_SCHEMA = 2**31 - 1
MOST_ITEMS = 5_000
"""Many days of a phone, yet stored in seconds, with fewer ids than one SQLite statement takes."""


class PushKnocks(SyncView):
    """Stores knocks; safe to repeat. Whatever role the sender has by now, nothing is refused."""

    @extend_schema(
        operation_id="sync_knocks_push",
        request=PushedItem(many=True),
        responses={
            200: WaitingDocument(many=True),
            413: OpenApiResponse(Problem, "Too much at once: send half of it."),
            415: OpenApiResponse(Problem, "Packed in a way that is not gzip."),
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
        documents = documents_of(body)
        outcomes = record_knocks(intake=intake, knocks=documents)
        return Response(waiting(documents, outcomes))


def keep_body(request: Request) -> tuple[Intake, bytes]:
    """Store the body, unpacked where that is possible; raises Damaged only once it is stored."""
    http = request._request
    is_gzip = is_packed(http)
    raw = read_raw(http)
    damage: Damaged | None = None if is_whole(http, raw) else Damaged()
    body = raw
    if is_gzip:
        try:
            body = unpack(raw)
        except Damaged as error:
            damage = error
    token: Any = request.auth
    intake = store_intake(
        device=token.device,
        membership=token.membership,
        body=body,
        received_at=timezone.now(),
        sent_at=sent_at_of(request),
        client_schema=client_schema_of(request),
    )
    if damage:
        raise damage
    return intake, body


def documents_of(body: bytes) -> list[object]:
    """Read the documents of a push. Raises Damaged for what is no JSON array, TooLarge.

    An item that is not of RxDB's form is its own document: it will wait for a person.
    """
    try:
        items = json.loads(body, parse_constant=_null, parse_float=_finite, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise Damaged from error
    if not isinstance(items, list):
        raise Damaged("Send a JSON array of {assumedMasterState?, newDocumentState}.")
    if len(items) > MOST_ITEMS:
        raise TooLarge
    return [
        item["newDocumentState"] if isinstance(item, dict) and "newDocumentState" in item else item
        for item in items
    ]


def _null(_: str) -> None:
    """Read NaN and Infinity, which are no JSON, as what a phone writes for them."""


def _finite(digits: str) -> float | None:
    """Read a number; null where it is too big for one, as a phone would write it."""
    number = float(digits)
    return number if isfinite(number) else None


def _whole(digits: str) -> int | None:
    """Read a whole number, whose digits Python counts first; null where a phone would have it."""
    return int(digits) if isfinite(float(digits)) else None


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
    """Read the version of the phone's documents; 1 where it cannot be read."""
    given = request.headers.get(CLIENT_SCHEMA, "")
    is_number = given.isascii() and given.isdigit() and len(given) < 11
    return min(int(given), LARGEST_SCHEMA) if is_number else 1
