"""All that edits of turfs have to leave as it is."""

from django.test import Client
from django.utils import timezone

from canvass.models import (
    Assignment,
    AssignmentHolder,
    Intake,
    Knock,
    QuarantinedItem,
    Response,
    Result,
)
from turf.models import ListedDoor, ListedPerson, Membership, Round, WalkList

RECORDED = (Knock, Result, Response, Intake, QuarantinedItem)
LISTED = (ListedDoor, ListedPerson, Round)
LENDING = (Assignment, AssignmentHolder)


def rows_kept() -> dict[object, object]:
    """Every row of knocks, lists and loans, byte for byte.

    Of a walk list that nobody is lent the state is left out: an edit may close it.
    """
    rows: dict[object, object] = {
        (model, row["id"]): row
        for model in (*RECORDED, *LISTED, *LENDING)
        for row in model.objects.values()
    }
    lent = set(WalkList.objects.lent().values_list("pk", flat=True))
    for row in WalkList.objects.values():
        row["outline"] = bytes(row["outline"].wkb)
        rows[WalkList, row["id"]] = row if row["id"] in lent else row | {"state": None}
    return rows


def held_by(token: str, member: Membership) -> dict[str, bytes]:
    """What a phone is answered for each list it may hold, and which loans it has, in bytes."""
    phone = Client(headers={"Authorization": f"Token {token}"})
    lists = Assignment.objects.walk_lists_seen_by(member, timezone.now())
    urls = ["walk-lists/", *(f"walk-lists/{pk}/" for pk in lists.values_list("pk", flat=True))]
    answers = {url: phone.get(f"/api/v1/{url}") for url in urls}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {url: answer.content for url, answer in answers.items()}
