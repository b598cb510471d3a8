"""Works out who lives where they are listed, from what the doors and what the files say."""

from collections.abc import Collection

from turf.statements.prepared_cursor import prepared_cursor
from turf.statements.select_rows import among, ids

_SETTLE = """
UPDATE turf_person SET standing = settled.standing
FROM (
    SELECT person.id, CASE
        WHEN person.found <> ''
            AND (person.registered_on IS NULL OR person.registered_on <= person.found_on)
            AND (person.found = 'deceased' OR home.door_id = person.found_door_id)
        THEN person.found ELSE 'resident'
    END AS standing
    FROM turf_person AS person
    LEFT JOIN turf_household AS home ON home.id = person.household_id
    WHERE person.id {among}
) AS settled
WHERE turf_person.id = settled.id AND turf_person.standing <> settled.standing
"""


def settle_standing(*, people: Collection[int]) -> int:
    """Bring the standing of ``people`` (ids) in line with what was found of them; how many changed.

    What was found stands until a file says that they registered later. Who had moved from one door
    lives behind another one as soon as a file says so.
    """
    with prepared_cursor() as cursor:
        cursor.execute(_SETTLE.format(among=among("bigint")), [ids(people)])
        return int(cursor.rowcount)
