"""How far a phone has read one collection: a place in an order, never a time."""

import json
from dataclasses import dataclass, replace
from uuid import UUID

from canvass.sync.json_fields import LARGEST_INTEGER

ONLY_DELIVERS = ":revoked"
"""Ends the scope of who sees nothing any more: coming into it or out of it reads all anew."""


@dataclass(frozen=True, slots=True, order=True)
class Checkpoint:
    """A phone has seen every change of ``scope`` up to and including ``seq``.

    It counts within one ``epoch`` alone. ``backfill`` is 0, or during a full resync the number at
    which that ends: what a phone holds by then and was not given since, is no longer its own.
    """

    epoch: UUID
    scope: str
    seq: int
    backfill: int = 0

    def moved_to(self, seq: int) -> "Checkpoint":
        """Return the place after reading up to ``seq``, which lies behind this one or at it."""
        reached = max(self.seq, seq)
        return replace(self, seq=reached, backfill=self.backfill if self.backfill > reached else 0)


def scope_of(membership: int, *, may_only_deliver: bool) -> str:
    """Name what one membership (its id) may see."""
    return f"{membership}{ONLY_DELIVERS if may_only_deliver else ''}"


def start_over(*, epoch: UUID, scope: str, head: int) -> Checkpoint:
    """Return the beginning of a full resync of a collection whose last number is ``head``."""
    return Checkpoint(epoch, scope, seq=0, backfill=head)


def read_on(given: Checkpoint | None, *, epoch: UUID, scope: str, head: int) -> Checkpoint:
    """Return where to read on: ``given`` if it is of here, else the beginning of a full resync.

    One of another epoch or scope is foreign, and so is one beyond ``head``: its numbers were given
    out by a log that is gone.
    """
    is_of_here = given and (given.epoch, given.scope) == (epoch, scope)
    if given and is_of_here and max(given.seq, given.backfill) <= head:
        return given
    return start_over(epoch=epoch, scope=scope, head=head)


def read_checkpoint(text: str) -> Checkpoint | None:
    """Read what `write_checkpoint` wrote, as JSON; None for anything else, never an error."""
    try:
        given = json.loads(text)
        epoch = UUID(given["epoch"])
        scope, seq, backfill = given["scope"], given["seq"], given["backfill"]
    # A document nested too deeply ends in RecursionError, a UUID that is none in AttributeError.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    backfill = 0 if backfill is None else backfill
    if not (isinstance(scope, str) and _is_number(seq) and _is_number(backfill)):
        return None
    return Checkpoint(epoch, scope, seq, backfill)


def write_checkpoint(checkpoint: Checkpoint) -> dict[str, object]:
    """Write a checkpoint as JSON, always of the same four keys."""
    return {
        "epoch": str(checkpoint.epoch),
        "seq": checkpoint.seq,
        "scope": checkpoint.scope,
        "backfill": checkpoint.backfill or None,
    }


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_INTEGER
