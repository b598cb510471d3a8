"""Makes corrected and withdrawn knocks stop counting."""

from collections.abc import Sequence

from canvass.sync.knock_in import KnockIn
from turf.statements.select_rows import among, ids, locked, select_rows

# Locked first: of two who correct the same knock at once one marks it, and counts it out.
_MARK = """
UPDATE canvass_knock SET is_superseded = true WHERE id IN (
    SELECT knock.id FROM canvass_knock AS knock
    WHERE knock.organization_id = %s
        AND (knock.uid {among} OR knock.supersedes {among})
        AND NOT knock.is_superseded
        AND (
            EXISTS (
                SELECT 1 FROM canvass_knock AS other
                WHERE other.organization_id = %s AND other.walk_list_id = knock.walk_list_id
                    AND other.supersedes = knock.uid
            ) OR EXISTS (
                SELECT 1 FROM canvass_knock AS other
                WHERE other.organization_id = %s AND other.walk_list_id = knock.walk_list_id
                    AND other.supersedes = knock.supersedes
                    AND (other.corrected_at, other.device_id, other.device_seq)
                        > (knock.corrected_at, knock.device_id, knock.device_seq)
            )
        )
    ORDER BY knock.id {locked}
) RETURNING id
"""


def mark_superseded(*, organization: int, knocks: Sequence[KnockIn]) -> list[int]:
    """Mark what newly stored ``knocks`` made not current, and return the rows of those.

    A knock is superseded as soon as another one of its list names it, whichever came first; of
    several corrections of one knock the latest by (corrected time, device, sequence) stands. So the
    outcome depends on which knocks there are, never on the order in which they came.
    """
    parents = [knock.supersedes for knock in knocks if knock.supersedes]
    named = ids([knock.id for knock in knocks] + parents)
    statement = _MARK.format(among=among("uuid"), locked=locked("FOR UPDATE OF knock"))
    params = [organization, named, ids(parents), organization, organization]
    return [row for (row,) in select_rows(statement, params)]
