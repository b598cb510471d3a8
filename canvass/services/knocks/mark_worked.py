"""Shows on a walk list which of its doors were worked, and when."""

from collections.abc import Sequence, Set

from canvass.sync.knock_in import KnockIn
from turf.statements.prepared_cursor import prepared_cursor
from turf.statements.select_rows import among, ids

_MARK = """
UPDATE turf_listeddoor SET worked_at = (
    SELECT max(knock.corrected_at) FROM canvass_knock AS knock
    WHERE knock.walk_list_id = turf_listeddoor.walk_list_id
        AND knock.door_id = turf_listeddoor.door_id
        AND NOT knock.is_superseded AND knock.disposition <> 'withdrawn'
)
WHERE organization_id = %s AND walk_list_id {among_uuid} AND door_id {among_bigint}
"""


def mark_worked(*, organization: int, knocks: Sequence[KnockIn], corrected: Set[int]) -> None:
    """Work out again when the doors of newly stored ``knocks`` were last worked.

    So too for the doors (ids) ``corrected`` of knocks that they correct, and of other corrections
    of the same knocks. A door was worked at its latest knock that still counts; null where none
    does.
    """
    doors = {knock.door for knock in knocks} | corrected
    lists = {knock.walk_list for knock in knocks}
    statement = _MARK.format(among_uuid=among("uuid"), among_bigint=among("bigint"))
    with prepared_cursor() as cursor:
        cursor.execute(statement, [organization, ids(lists), ids(doors)])
