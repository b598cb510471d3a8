"""Reads what a push may speak of: the lists lent to a person, their doors, people and scripts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from canvass.models import Assignment, Intake, ScriptVersion
from canvass.sync.admission import Lent, LentList, PublishedScript
from canvass.sync.knock_in import KnockIn
from turf.models import ListedDoor, Membership, WalkList


def read_lent(*, intake: Intake, knocks: Sequence[KnockIn]) -> Lent:
    """Return what ``knocks`` of ``intake`` name and may name, in a fixed number of queries.

    The walk lists stay locked until the transaction ends, in the order of their ids: a correction
    and its parent that arrive at the same time must see each other. Raises ValueError when the
    sender is not of the device's organization.
    """
    membership = intake.membership
    if membership is None or intake.organization_id != membership.organization_id:
        raise ValueError("the sender must be a member of the device's organization")
    lists = {knock.walk_list for knock in knocks}
    doors = {knock.door for knock in knocks}
    locked = _lists(membership, lists)
    listed = list(
        ListedDoor.objects.for_organization(membership.organization_id)
        .filter(walk_list__in=lists, door__in=doors)
        .values_list(
            "walk_list_id", "door_id", "door__building__precinct__time_zone", "people__person_id"
        )
    )
    return Lent(
        lists=locked,
        time_zones={(walk_list, door): zone or "" for walk_list, door, zone, _ in listed},
        people={(walk_list, door, person) for walk_list, door, _, person in listed if person},
        scripts=_scripts(membership, {knock.script_version for knock in knocks}),
    )


def _lists(membership: Membership, ids: Iterable[UUID]) -> dict[UUID, LentList]:
    locked = (
        WalkList.objects.for_organization(membership.organization_id)
        .filter(id__in=ids)
        .select_related("campaign")
        .only("campaign", "campaign__time_zone")
        .select_for_update(of=("self",), no_key=True)
        .order_by("id")
    )
    rows = list(locked)
    # Of several loans of one list the last to end counts.
    ends: dict[UUID, datetime] = {}
    for walk_list, expires_at, ended_at in (
        Assignment.objects.held_by(membership)
        .filter(walk_list__in=ids)
        .values_list("walk_list_id", "expires_at", "ended_at")
    ):
        end = min(expires_at, ended_at or expires_at)
        ends[walk_list] = max(end, ends.get(walk_list, end))
    return {
        row.id: LentList(row.campaign_id, row.campaign.time_zone, lent_until=ends.get(row.id))
        for row in rows
    }


def _scripts(membership: Membership, ids: Iterable[int | None]) -> dict[int, PublishedScript]:
    versions = ScriptVersion.objects.for_organization(membership.organization_id).filter(
        id__in=[one for one in ids if one is not None], published_at__isnull=False
    )
    campaign_of: dict[int, int] = {}
    questions_of: dict[int, dict[str, int]] = {}
    for version, campaign, key, question in versions.values_list(
        "id", "script__campaign_id", "questions__key", "questions__id"
    ):
        campaign_of[version] = campaign
        questions = questions_of.setdefault(version, {})
        if key is not None:
            questions[key] = question
    return {
        version: PublishedScript(campaign, questions_of[version])
        for version, campaign in campaign_of.items()
    }
