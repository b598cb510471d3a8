"""Reads where one collection of one membership ends: the whole cost of a pull with no news."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from canvass.models import Collection
from canvass.models.assignment import AssignmentState
from canvass.services.changes.find_sync_log import find_sync_log
from canvass.sync.state_hash import state_hash
from turf.models import Membership
from turf.querysets import STANDING_LOANS

EMPTY = state_hash(())

# Written out: composing it anew takes Django twenty times as long as the database the answer.
_HELD = """
    EXISTS (
        SELECT 1 FROM canvass_assignmentholder AS holder
        JOIN canvass_assignment AS loan ON loan.id = holder.assignment_id
        WHERE holder.membership_id = %(membership)s
            AND loan.organization_id = log.organization_id AND {}
    )
"""
_RAN_OUT = _HELD.format(
    f"loan.expires_at <= %(at)s AND loan.state IN ({', '.join(map(repr, STANDING_LOANS))})"
)
_TAKEN_UP = _HELD.format(f"loan.state = '{AssignmentState.ACCEPTED}'")
_HEAD = f"""
    SELECT log.epoch, coalesce(head.last_seq, 0), coalesce(head.state_hash, %(empty)s),
        EXISTS (
            SELECT 1 FROM canvass_change AS news
            WHERE news.organization_id = log.organization_id
                AND news.membership_id = %(membership)s AND news.collection = %(collection)s
                AND news.seq IS NULL
        ),
        {_RAN_OUT},
        %(collection)s = '{Collection.WALK_LISTS}' AND {_TAKEN_UP}
    FROM canvass_synclog AS log
    LEFT JOIN canvass_scopehead AS head ON head.organization_id = log.organization_id
        AND head.membership_id = %(membership)s AND head.collection = %(collection)s
    WHERE log.organization_id = %(organization)s
"""  # noqa: S608 (words of our own)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a collection: its last number and the hash of all that is in it up to there.

    ``has_unnumbered`` tells that something was changed since; ``has_run_out`` that a loan ended by
    itself and ``has_taken_up`` that one was accepted, of which nobody took note yet.
    """

    epoch: UUID
    last_seq: int
    state_hash: str
    has_unnumbered: bool
    has_run_out: bool
    has_taken_up: bool

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing has to be done before it can be read."""
        return not (self.has_unnumbered or self.has_run_out or self.has_taken_up)


def read_scope_head(*, membership: Membership, collection: Collection, at: datetime) -> Head:
    """Return the end of ``collection`` as ``membership`` sees it at ``at``.

    One statement of index probes, however much there is.
    """
    asked: dict[str, Any] = {
        "organization": membership.organization_id,
        "membership": membership.pk,
        "collection": collection.value,
        "at": connection.ops.adapt_datetimefield_value(at),
        "empty": EMPTY,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, asked)
        found = cursor.fetchone()
        if found is None:
            find_sync_log(organization=membership.organization_id)
            cursor.execute(_HEAD, asked)
            found = cursor.fetchone()
    epoch, last_seq, hash_told, *flags = found
    return Head(UUID(str(epoch)), last_seq, hash_told, *map(bool, flags))
