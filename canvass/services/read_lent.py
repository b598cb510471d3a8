"""Reads what a push may speak of: the lists lent to a person, their doors, people and scripts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from canvass.models import Assignment, ScriptVersion
from canvass.sync.admission import Lent, LentList, PublishedScript
from canvass.sync.knock_in import KnockIn
from turf.models import ListedDoor, ListedPerson, Membership, WalkList
from turf.querysets import STANDING_LOANS


def read_lent(*, membership: Membership, knocks: Sequence[KnockIn]) -> Lent:
    """Return what ``knocks`` of ``membership`` name and may name, in a fixed number of queries.

    The walk lists stay locked until the transaction ends, in the order of their ids: a correction
    and its parent that arrive at the same time must see each other.
    """
    lists = {knock.walk_list for knock in knocks}
    doors = {knock.door for knock in knocks}
    listed = ListedDoor.objects.for_organization(membership.organization_id).filter(
        walk_list__in=lists, door__in=doors
    )
    return Lent(
        lists=_lists(membership, lists),
        time_zones={
            (walk_list, door): zone or ""
            for walk_list, door, zone in listed.values_list(
                "walk_list_id", "door_id", "door__building__precinct__time_zone"
            )
        },
        people=frozenset(
            ListedPerson.objects.for_organization(membership.organization_id)
            .filter(listed_door__walk_list__in=lists, listed_door__door__in=doors)
            .values_list("listed_door__walk_list_id", "listed_door__door_id", "person_id")
        ),
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
    loans: dict[UUID, list[tuple[datetime, str]]] = {}
    for walk_list, until, state in (
        Assignment.objects.held_by(membership)
        .filter(walk_list__in=ids)
        .values_list("walk_list_id", "expires_at", "state")
    ):
        loans.setdefault(walk_list, []).append((until, state))
    return {
        row.id: LentList(
            campaign=row.campaign_id,
            time_zone=row.campaign.time_zone,
            lent_until=max((until for until, _ in loans.get(row.id, ())), default=None),
            is_out=any(state in STANDING_LOANS for _, state in loans.get(row.id, ())),
        )
        for row in locked
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
