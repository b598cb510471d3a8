"""Looks at stored bodies again that were not looked at when they came."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError

from canvass.models import Intake
from canvass.services.intake.mark_fault import mark_fault
from canvass.services.intake.push_changes import push_changes
from canvass.sync.outcome import count_outcomes
from canvass.sync.read_documents import Unreadable, read_documents
from canvass.sync.upcast import is_too_old
from turf.models import Organization
from turf.scope import tenant

CHUNK = 100


@dataclass(slots=True)
class Replay:
    """How many ``bodies`` were looked at, and their items by outcome.

    ``unreadable`` are bodies in which there is nothing to find; ``failed`` the ids of those that
    could not be settled now, ready for another time.
    """

    bodies: int = 0
    unreadable: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failed: list[int] = field(default_factory=list)


def replay_intake(
    *, came_before: datetime, came_since: datetime | None = None, everything: bool = False
) -> Replay:
    """Push stored bodies again as they came, each by itself, an organization's oldest first.

    Those are taken that have no outcomes yet and no fault, with ``everything`` all that are not
    pruned. Safe to repeat: what is stored is a duplicate. One body's failure stops no other.
    """
    done = Replay()
    for organization in Organization.objects.order_by("pk"):
        with tenant(organization):
            own = Intake.objects.for_organization(organization)
            bodies = own.filter(pruned_at=None, received_at__lt=came_before)
            _replay_all(bodies, done, came_since=came_since, everything=everything)
    return done


def _replay_all(
    bodies: Any, done: Replay, *, came_since: datetime | None, everything: bool
) -> None:
    if came_since is not None:
        bodies = bodies.filter(received_at__gte=came_since)
    if not everything:
        bodies = bodies.filter(outcomes__isnull=True, fault="")
    for intake in bodies.order_by("pk").values_list("pk", flat=True).iterator(CHUNK):
        _replay(intake, done)


def _replay(pk: int, done: Replay) -> None:
    intake = Intake.objects.select_related("device", "membership").get(pk=pk)
    done.bodies += 1
    try:
        if is_too_old(intake.client_schema):
            done.unreadable += 1
            return
        outcomes = push_changes(intake=intake, documents=read_documents(bytes(intake.body)))
        done.outcomes.update(
            {one.value: number for one, number in count_outcomes(outcomes).items()}
        )
    except Unreadable as problem:
        mark_fault(intake=intake, fault=problem.code)
        done.unreadable += 1
    except (DatabaseError, ValueError):
        done.failed.append(pk)
