"""Finds what newly stored corrections change beside themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from canvass.sync.knock_in import KnockIn
from turf.statements.select_rows import among, ids, select_rows

_FIND = """
SELECT knock.uid, knock.door_id,
    EXISTS (SELECT 1 FROM canvass_keepaway AS asked WHERE asked.knock_id = knock.id),
    EXISTS (
        SELECT 1 FROM canvass_result AS result
        WHERE result.knock_id = knock.id AND result.person_id IS NOT NULL
    )
FROM canvass_knock AS knock
WHERE knock.organization_id = %s AND (knock.uid {among} OR knock.supersedes {among})
"""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The knocks that are corrected, and other corrections of the same ones.

    ``doors`` are theirs (ids); ``asked`` has the uids of those at which somebody asked us to keep
    away, ``told`` of those with a result of a person.
    """

    doors: set[int] = field(default_factory=set)
    asked: set[UUID] = field(default_factory=set)
    told: set[UUID] = field(default_factory=set)


def find_corrected(*, organization: int, knocks: Sequence[KnockIn]) -> Corrected:
    """Return what ``knocks`` correct, in one query, and none where they correct nothing."""
    found = Corrected()
    parents = [knock.supersedes for knock in knocks if knock.supersedes]
    if not parents:
        return found
    among_uuid, sent = among("uuid"), ids(parents)
    rows = select_rows(_FIND.format(among=among_uuid), [organization, sent, sent])
    for raw, door, has_asked, has_told in rows:
        uid = UUID(str(raw))
        found.doors.add(door)
        if has_asked:
            found.asked.add(uid)
        if has_told:
            found.told.add(uid)
    return found
