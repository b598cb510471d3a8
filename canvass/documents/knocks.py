"""Knocks as phones hold them: as they were sent, and what became of each."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from canvass.models import Knock, QuarantinedItem, Response, Result
from canvass.models.intake import HoldState
from canvass.rates.dispositions import Disposition
from canvass.sync.knock_in import KnockIn, ResponseIn, ResultIn
from canvass.sync.knock_wire import wire_knock
from canvass.sync.never_stored import NOT_KEPT, WARNING, WHY_NOT_KEPT
from canvass.sync.unfixable import UNFIXABLE
from turf.models import Membership

COLUMNS = (
    "device_seq",
    "answered",
    "knocked_at",
    "note",
    "left_literature",
    "come_back_at",
    "language_needed",
    "batch",
    "monotonic_ms",
    "supersedes",
    "off_m",
    "accuracy_m",
    "do_not_knock",
    "closes_building",
)
"""What is stored as it was sent, under the same name."""

CODES = ("hazards", "access")
"""What is stored joined by commas."""

UNREAD = {name: None for name in KnockIn.__dataclass_fields__ if name != "unknown"}
RANK: dict[str, int] = {
    HoldState.DISMISSED: 0,
    HoldState.APPLIED: 1,
    HoldState.QUARANTINED: 2,
    HoldState.HELD: 2,
}
"""Of several variants under one id the highest is told, of equals the latest."""


def documents_of(
    *, membership: Membership, rows: Collection[str], at: datetime
) -> dict[str, dict[str, Any]]:
    """Return the knocks ``rows`` (uids) of ``membership`` by uid, with what became of them.

    One that is applied reads as it was sent (equal `content_hash`), whatever waits under its id;
    else it is the item that waits, else the one that was dismissed.
    """
    uids = [UUID(row) for row in rows]
    return _kept_aside(membership, uids) | _applied(membership, uids)


def _applied(membership: Membership, uids: Collection[UUID]) -> dict[str, dict[str, Any]]:
    own = Knock.objects.for_organization(membership.organization_id).filter(
        membership=membership, uid__in=uids
    )
    results = _results(own)
    knocks = own.values(
        "pk", "uid", "walk_list", "door", "script_version", "extra", *COLUMNS, *CODES
    )
    return {
        str(knock["uid"]): wire_knock(
            KnockIn(
                id=knock["uid"],
                walk_list=knock["walk_list"],
                door=knock["door"],
                script_version=knock["script_version"],
                results=results[knock["pk"]],
                unknown={name: one for name, one in knock["extra"].items() if name != WARNING},
                **{name: knock[name] for name in COLUMNS},
                hazards=_codes(knock["hazards"]),
                access=_codes(knock["access"]),
            )
        )
        | {"sync_state": HoldState.APPLIED.value, "sync_error": _warning(knock["extra"])}
        for knock in knocks
    }


def _warning(extra: Mapping[str, Any]) -> dict[str, Any] | None:
    """Tell the app's author of what was left out; the knock counts without it."""
    if WARNING not in extra:
        return None
    return {"code": NOT_KEPT, "message": WHY_NOT_KEPT, "fixable": False}


def _codes(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()


def _results(knocks: Any) -> dict[int, tuple[ResultIn, ...]]:
    """Read what came of each of ``knocks`` (a query), in the order in which it was sent."""
    responses: dict[int, tuple[ResponseIn, ...]] = defaultdict(tuple)
    answers = Response.objects.filter(result__knock__in=knocks.values("pk")).order_by("pk")
    for result, question, value, wording, language in answers.values_list(
        "result", "question__key", "value", "wording", "language"
    ):
        several = tuple(value) if isinstance(value, list) else value
        responses[result] += (ResponseIn(question, several, wording, language),)
    results: dict[int, tuple[ResultIn, ...]] = defaultdict(tuple)
    came = Result.objects.filter(knock__in=knocks.values("pk")).order_by("knock", "position")
    for row, knock, person, disposition in came.values_list("pk", "knock", "person", "disposition"):
        results[knock] += (ResultIn(person, Disposition(disposition), responses[row]),)
    return results


def _kept_aside(membership: Membership, uids: Collection[UUID]) -> dict[str, dict[str, Any]]:
    own = QuarantinedItem.objects.for_organization(membership.organization_id).filter(
        membership=membership, uid__in=uids
    )
    items = own.values("pk", "uid", "state", "code", "message", "document", "mended")
    told = sorted(items, key=lambda item: (RANK[item["state"]], item["pk"]))
    return {str(item["uid"]): _item(item) for item in told}


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    is_applied = item["state"] == HoldState.APPLIED
    document = (item["mended"] if is_applied else None) or item["document"]
    error = {
        "code": item["code"],
        "message": item["message"],
        "fixable": item["code"] not in UNFIXABLE,
    }
    return {
        **UNREAD,
        **document,
        "sync_state": item["state"],
        "sync_error": None if is_applied else error,
    }
