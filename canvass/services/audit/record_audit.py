"""Adds one entry to an organization's audit."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models

from canvass.models import AuditEntry, AuditKind
from canvass.services.audit.hash_entry import FIRST, hash_entry
from turf.models import Membership
from turf.transactions import writing

Fact = int | str
"""A count, a SHA-256 (64 hexadecimal digits), or a word that a TextChoices of ours holds."""

# The first of the two keys of PostgreSQL's advisory locks; the second is the organization.
_CHAINING = 1396786009
_KEYS = 2**31
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HASH = re.compile(r"[0-9a-f]{64}")


@writing()
def record_audit(
    *,
    subject: models.Model,
    kind: AuditKind,
    actor: Membership | None,
    at: datetime,
    facts: Mapping[str, Fact] | None = None,
) -> AuditEntry:
    """Return the entry: ``actor`` (None for the command line) did ``kind`` to ``subject``.

    The entry belongs to the organization of ``subject``, whose model and id it names. It is there
    if and only if the caller's transaction is committed. Until that ends nobody else adds to the
    chain, so a service records last. Raises ValueError for a fact that could hold content.
    """
    # An organization is its own.
    organization: int = getattr(subject, "organization_id", subject.pk)
    _lock(organization)
    entries = AuditEntry.objects.for_organization(organization).order_by("-seq")
    before: tuple[int, str] | None = entries.values_list("seq", "hash").first()
    seq, previous_hash = before or (0, FIRST)
    entry = AuditEntry(
        organization_id=organization,
        seq=seq + 1,
        at=at,
        actor=actor.pk if actor else None,
        kind=kind,
        subject_type=str(subject._meta.model_name),
        subject_id=str(subject.pk),
        facts={name: _checked(name, fact) for name, fact in (facts or {}).items()},
        previous_hash=previous_hash,
    )
    entry.hash = hash_entry(entry=entry)
    entry.save(force_insert=True)
    return entry


def _lock(organization: int) -> None:
    """Hold the chain until the transaction ends; on SpatiaLite the transaction is the lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [_CHAINING, organization % _KEYS]
            )


def _checked(name: str, fact: Any) -> Fact:
    is_hash = isinstance(fact, str) and _HASH.fullmatch(fact)
    is_word = isinstance(fact, models.TextChoices)
    if not _NAME.fullmatch(name) or not (is_hash or is_word or type(fact) is int):
        raise ValueError(f"{name}: an audit holds counts, hashes and words of ours, no content")
    return fact if type(fact) is int else str(fact)
