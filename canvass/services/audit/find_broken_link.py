"""Walks an organization's audit from its first entry on."""

from dataclasses import dataclass

from canvass.models import AuditEntry
from canvass.services.audit.hash_entry import FIRST, hash_entry

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a chain holds: ``seq`` and ``hash`` of its last good entry (0 and zeros for none).

    ``fault`` says what is wrong with the entry after that, and is empty where nothing is.
    """

    seq: int
    hash: str
    fault: str = ""


def find_broken_link(*, organization: int) -> Walk:
    """Return how far the audit of ``organization`` (an id) holds.

    A changed entry, a missing one and one out of its place are found. Entries cut off at the end
    leave a chain that holds: note the last hash elsewhere, and compare.
    """
    seq, previous = 0, FIRST
    entries = AuditEntry.objects.for_organization(organization).order_by("seq")
    for entry in entries.iterator(chunk_size=CHUNK):
        if entry.seq != seq + 1:
            return Walk(seq, previous, f"entry {seq + 1} is missing")
        if entry.previous_hash != previous:
            return Walk(seq, previous, f"entry {entry.seq} does not follow entry {seq}")
        if entry.hash != hash_entry(entry=entry):
            return Walk(seq, previous, f"entry {entry.seq} was changed")
        seq, previous = entry.seq, entry.hash
    return Walk(seq, previous)
