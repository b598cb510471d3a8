"""Reads what a push may speak of: the lists lent to a person, their doors, people and scripts."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.dateparse import parse_datetime

from canvass.models import Intake
from canvass.sync.admission import Lent, LentList, PublishedScript
from canvass.sync.knock_in import KnockIn
from turf.statements.select_rows import among, ids, select_rows

_LISTS = """
SELECT list.id, list.campaign_id, campaign.time_zone, campaign.knock_from, campaign.knock_until,
    campaign.asks_distance, loan.offered_at, loan.expires_at, loan.ended_at
FROM turf_walklist AS list
JOIN turf_campaign AS campaign ON campaign.id = list.campaign_id
LEFT JOIN (
    canvass_assignment AS loan
    JOIN canvass_assignmentholder AS holder
        ON holder.assignment_id = loan.id AND holder.membership_id = %s
) ON loan.walk_list_id = list.id
WHERE list.organization_id = %s AND list.id {among_uuid}
ORDER BY list.id
"""
_LOCK = "FOR NO KEY UPDATE OF list"
"""On SQLite a writer has the whole database to itself."""

_DOORS = """
SELECT listed.walk_list_id, listed.door_id, precinct.time_zone, resident.person_id
FROM turf_listeddoor AS listed
JOIN turf_door AS door ON door.id = listed.door_id
JOIN turf_building AS building ON building.id = door.building_id
LEFT JOIN turf_precinct AS precinct ON precinct.id = building.precinct_id
LEFT JOIN turf_listedperson AS resident ON resident.listed_door_id = listed.id
WHERE listed.organization_id = %s AND listed.walk_list_id {among_uuid}
    AND listed.door_id {among_bigint}
"""
_SCRIPTS = """
SELECT version.id, script.campaign_id, version.withdrawn_at, question.key, question.id,
    approval.decided_at, approval.closed_at
FROM canvass_scriptversion AS version
JOIN canvass_script AS script ON script.id = version.script_id
LEFT JOIN canvass_question AS question ON question.version_id = version.id
LEFT JOIN canvass_gaterecord AS approval
    ON approval.script_version_id = version.id AND approval.decision = 'approved'
WHERE version.organization_id = %s AND version.published_at IS NOT NULL
    AND version.id {among_bigint}
"""


def read_lent(*, intake: Intake, knocks: Sequence[KnockIn]) -> Lent:
    """Return what ``knocks`` of ``intake`` name and may name, in a fixed number of queries.

    The walk lists stay locked until the transaction ends, in the order of their ids: a correction
    and its parent that arrive at the same time must see each other. Raises ValueError when the
    sender is not of the device's organization.
    """
    membership = intake.membership
    if membership is None or intake.organization_id != membership.organization_id:
        raise ValueError("the sender must be a member of the device's organization")
    organization = membership.organization_id
    lists = {knock.walk_list for knock in knocks}
    locked = _lists(organization, membership.pk, lists)
    listed = _select(_DOORS, organization, ids(lists), ids({knock.door for knock in knocks}))
    doors = [(_uuid(walk_list), *rest) for walk_list, *rest in listed]
    return Lent(
        lists=locked,
        time_zones={(walk_list, door): zone or "" for walk_list, door, zone, _ in doors},
        people={(walk_list, door, person) for walk_list, door, _, person in doors if person},
        scripts=_scripts(organization, {knock.script_version for knock in knocks} - {None}),
    )


def _lists(organization: int, membership: int, lists: Collection[UUID]) -> dict[UUID, LentList]:
    lock = _LOCK if connection.features.has_select_for_no_key_update else ""
    found: dict[UUID, LentList] = {}
    for raw, campaign, zone, opens, closes, asks, offered_at, expires_at, ended_at in _select(
        _LISTS + lock, membership, organization, ids(lists)
    ):
        walk_list, begin, end = _uuid(raw), _moment(offered_at), _moment(expires_at)
        if end and ended_at:
            end = min(end, _moment(ended_at) or end)
        # Of several loans of one list the first to begin and the last to end count.
        before = found.get(walk_list)
        begins = [moment for moment in (before and before.lent_from, begin) if moment]
        ends = [moment for moment in (before and before.lent_until, end) if moment]
        found[walk_list] = LentList(
            campaign,
            zone,
            lent_from=min(begins, default=None),
            lent_until=max(ends, default=None),
            knock_from=_time(opens),
            knock_until=_time(closes),
            asks_distance=bool(asks),
        )
    return found


def _scripts(organization: int, versions: Collection[int | None]) -> dict[int, PublishedScript]:
    if not versions:
        return {}
    campaign_of: dict[int, tuple[int, Any]] = {}
    questions_of: dict[int, dict[str, int]] = {}
    approvals_of: dict[int, set[tuple[datetime, datetime | None]]] = {}
    for version, campaign, withdrawn, key, question, approved, closed in _select(
        _SCRIPTS, organization, ids(versions)
    ):
        campaign_of[version] = campaign, withdrawn
        begun = _moment(approved)
        if begun is not None:
            approvals_of.setdefault(version, set()).add((begun, _moment(closed)))
        questions = questions_of.setdefault(version, {})
        if key is not None:
            questions[key] = question
    return {
        version: PublishedScript(
            campaign,
            questions_of[version],
            _moment(withdrawn),
            frozenset(approvals_of.get(version, ())),
        )
        for version, (campaign, withdrawn) in campaign_of.items()
    }


def _select(statement: str, *params: object) -> list[tuple[Any, ...]]:
    kinds = {"among_uuid": among("uuid"), "among_bigint": among("bigint")}
    return select_rows(statement.format_map(kinds), params)


def _uuid(raw: Any) -> UUID:
    """Read an id as either database gives it."""
    return raw if isinstance(raw, UUID) else UUID(raw)


def _time(raw: Any) -> time:
    """Read a time of day as either database gives it."""
    return raw if isinstance(raw, time) else time.fromisoformat(raw)


def _moment(raw: Any) -> datetime | None:
    """Read a moment as either database gives it; SQLite leaves out that it is UTC."""
    moment: datetime | None = parse_datetime(raw) if isinstance(raw, str) else raw
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
