"""Records which file people came with, and until when that one lets them be kept."""

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from turf.errors import StoopError
from turf.models import ImportSource, Jurisdiction, Person
from turf.transactions import writing

BATCH = 5_000
KEPT = timedelta(days=365)


class NotAffirmed(StoopError):
    """Purposes are named, and nobody vouches for them."""

    code = "not_affirmed"


class SourceExpired(StoopError):
    """A file may not be kept any more when it is loaded."""

    code = "source_expired"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is said of a file: see `ImportSource`. Raises NotAffirmed."""

    source: str = ""
    state: str = ""
    purposes: tuple[str, ...] = ()
    affirmed_by: str = ""
    expires_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse purposes that nobody affirmed."""
        if self.purposes and not self.affirmed_by:
            raise NotAffirmed("Say who affirms the purposes: --affirmed-by NAME")


@writing()
def record_source(
    *,
    jurisdiction: Jurisdiction,
    layer: str,
    file: str | os.PathLike[str],
    provenance: Provenance,
    assumed: date | None = None,
) -> ImportSource:
    """Return the record of ``file``; loaded again, it says of the same bytes what is said now.

    Where nobody says until when it may be kept, nor said before, that is ``assumed``. Raises
    SourceExpired.
    """
    now = timezone.now()
    if provenance.expires_on is not None and provenance.expires_on < now.date():
        raise SourceExpired(f"This file was to be kept until {provenance.expires_on}")
    path = Path(file)
    with path.open("rb") as opened:
        sha256 = file_digest(opened, "sha256").hexdigest()
    said: dict[str, Any] = {name: value for name, value in asdict(provenance).items() if value}
    said |= {"purposes": list(provenance.purposes)} if provenance.purposes else {}
    this: dict[str, Any] = {
        "organization_id": jurisdiction.organization_id,
        "jurisdiction": jurisdiction,
        "layer": layer,
        "sha256": sha256,
    }
    was_said = ImportSource.objects.filter(
        **this, expires_on__isnull=False, is_expiry_assumed=False
    )
    if provenance.expires_on:
        said["is_expiry_assumed"] = False
    elif assumed and not was_said.exists():
        said |= {"expires_on": assumed, "is_expiry_assumed": True}
    found, _ = ImportSource.objects.update_or_create(
        **this,
        defaults={**said, "file_name": path.name[:255], "loaded_at": now},
    )
    return found


def assumed_expiry(*, election_day: date | None) -> date | None:
    """Return until when people are kept of whom nobody said it, None for ever.

    A year beyond the election, or beyond today where that is later.
    """
    return election_day and max(election_day, timezone.now().date()) + KEPT


def keep_source(*, jurisdiction: Jurisdiction, source: ImportSource, keys: Sequence[str]) -> None:
    """Let stored people with ``keys`` stay as long as ``source`` says, if no file says longer.

    The caller loads the people, in the same transaction.
    """
    people = Person.objects.filter(jurisdiction=jurisdiction)
    longer = Q(source__isnull=True)
    if source.expires_on is None:
        longer |= Q(source__expires_on__isnull=False)
    else:
        longer |= Q(source__expires_on__lt=source.expires_on)
    waiting = set(people.filter(longer).values_list("key", flat=True).iterator(chunk_size=BATCH))
    wanted = [key for key in keys if key in waiting]
    for start in range(0, len(wanted), BATCH):
        people.filter(key__in=wanted[start : start + BATCH]).update(source=source)
