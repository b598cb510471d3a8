"""Walk lists as phones hold them: one document is all that a walk without a network needs."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from canvass.documents.facts import facts_of
from canvass.documents.literature import literature_of, mailbox_rule_of
from canvass.documents.past_knocks import past_knocks_of
from canvass.documents.places import places_of
from canvass.documents.scripts import scripts_of
from canvass.models import Assignment
from canvass.models.assignment import AssignmentState
from turf.geo import draw
from turf.models import ListedDoor, ListedPerson, Membership, WalkList
from turf.models.walk_list import ListKind

TOLD = ("id", "number", "name", "kind", "outline", "streets", "source_code", "minutes", "walk_m")
Rows = list[dict[str, Any]]


def documents_of(
    *, membership: Membership, rows: Collection[str], at: datetime
) -> dict[str, dict[str, Any]]:
    """Return what ``membership`` may hold at ``at`` of the walk lists ``rows`` (ids), by id.

    Only lists lent to them by a loan that stands are there; one that is only offered names nobody.
    ``script`` is null once its gate was closed: what is read then is ``fallback_script``; so is
    ``literature``, and nothing is left then. The number of queries does not depend on how many
    there are.
    """
    loans = _loans(membership, rows, at)
    lent = WalkList.objects.for_organization(membership.organization_id).filter(pk__in=loans)
    lists = lent.values(
        *TOLD,
        slug=F("campaign__slug"),
        asks_distance=F("campaign__asks_distance"),
        spare=F("campaign__fallback__version"),
    )
    stops = _stops(membership, loans)
    versions = {loan["script_version"] for loan in loans.values()}
    scripts = scripts_of(membership=membership, versions=versions | {one["spare"] for one in lists})
    literature = literature_of(
        membership=membership, materials={loan["literature"] for loan in loans.values()}
    )
    return {
        str(one["id"]): {
            "number": one["number"],
            "name": one["name"],
            "kind": one["kind"],
            "campaign": one["slug"],
            "source_code": one["source_code"],
            "minutes": one["minutes"],
            "walk_m": one["walk_m"],
            "asks_distance": one["asks_distance"],
            "loan": {name: loan[name] for name in ("id", "state", "offered_at", "expires_at")},
            "outline": draw(one["outline"]),
            "streets": one["streets"],
            "stops": stops[one["id"]],
            "script": scripts.get(loan["script_version"]),
            "fallback_script": scripts.get(one["spare"]),
            "literature": literature.get(loan["literature"]),
            "mailbox_rule": mailbox_rule_of(one["kind"]),
        }
        for one in lists
        for loan in [loans[one["id"]]]
    }


def _loans(
    membership: Membership, rows: Collection[str], at: datetime
) -> dict[UUID, dict[str, Any]]:
    """Find the loans that stand, by list; a list has one at most.

    That a phone has a list is no news to it, nor that a partner took it up.
    """
    standing = Assignment.objects.held_by(membership).live(at).filter(walk_list__in=rows)
    found = standing.values(
        *("id", "own_accepted_at", "offered_at", "expires_at"),
        *("script_version", "literature", "walk_list"),
    )
    return {
        loan["walk_list"]: loan | {"state": "accepted" if loan["own_accepted_at"] else "offered"}
        for loan in found
    }


def _stops(membership: Membership, loans: dict[UUID, dict[str, Any]]) -> dict[UUID, Rows]:
    """List each list's stops in walking order; of residents who are no targets only how many.

    Whether a list fits can be told without knowing who lives there, so an offer names nobody.
    """
    taken_up = {pk for pk, loan in loans.items() if loan["state"] != AssignmentState.OFFERED}
    people = _people(membership, loans)
    offered_at = {walk_list: loan["offered_at"] for walk_list, loan in loans.items()}
    places = places_of(membership=membership, walk_lists=loans)
    past = past_knocks_of(membership=membership, places=places, offered_at=offered_at)
    organization = membership.organization_id
    facts = facts_of(organization=organization, places=places, offered_at=offered_at)
    listed = (
        ListedDoor.objects.for_organization(membership.organization_id)
        .filter(walk_list__in=loans)
        .order_by("walk_list", "position")
    )
    stops: dict[UUID, Rows] = defaultdict(list)
    for stop in listed.values(
        "id",
        "walk_list",
        "position",
        "door",
        "building",
        "address",
        "unit",
        "floor",
        "street_name",
        "side",
        "lon",
        "lat",
        "worked_at",
        "language",
    ):
        here, walk_list = people[stop.pop("id")], stop.pop("walk_list")
        stop["street"] = stop.pop("street_name")
        named = [person for is_target, person in here if is_target and walk_list in taken_up]
        stop["targets"], stop["others"] = named, len(here) - len(named)
        stop |= facts.get((walk_list, stop["door"]), {"hazards": [], "access": []})
        stop["past"] = past[walk_list, stop["door"]]
        stops[walk_list].append(stop)
    return stops


def _people(
    membership: Membership, lists: Collection[UUID]
) -> dict[int, list[tuple[bool, dict[str, Any]]]]:
    """List everybody by listed door, and whether they are to be reached; nobody for practice."""
    listed = (
        ListedPerson.objects.for_organization(membership.organization_id)
        .filter(listed_door__walk_list__in=lists)
        .exclude(listed_door__walk_list__kind=ListKind.PRACTICE)
        .order_by("pk")
    )
    people: dict[int, list[tuple[bool, dict[str, Any]]]] = defaultdict(list)
    for door, is_target, person, given_name, family_name, language in listed.values_list(
        "listed_door",
        "is_target",
        "person",
        "person__given_name",
        "person__family_name",
        "person__language",
    ):
        told = {
            "id": person,
            "given_name": given_name,
            "family_name": family_name,
            "language": language,
        }
        people[door].append((is_target, told))
    return people
