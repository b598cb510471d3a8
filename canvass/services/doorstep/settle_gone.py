"""Brings people in line with what knocks say of them."""

from collections.abc import Collection

from canvass.rates.dispositions import REACHED
from turf.models.door import GONE
from turf.services.settle_standing import settle_standing
from turf.statements.select_rows import among, ids, locked, select_rows, words
from turf.transactions import writing

# Held before knocks are read: two who settle one person see each other's knocks.
_HOLD = "SELECT id FROM turf_person WHERE organization_id = %s AND id {among} ORDER BY id {locked}"

_SETTLE = f"""
UPDATE turf_person
SET found = latest.found, found_on = latest.found_on, found_door_id = latest.found_door_id
FROM (
    SELECT person.id, COALESCE(said.disposition, '') AS found,
        said.local_day AS found_on, said.door_id AS found_door_id
    FROM turf_person AS person
    LEFT JOIN (
        SELECT result.person_id, result.disposition, knock.local_day, knock.door_id,
            row_number() OVER (
                PARTITION BY result.person_id
                ORDER BY knock.corrected_at DESC, knock.device_id DESC, knock.device_seq DESC
            ) AS place
        FROM canvass_result AS result
        JOIN canvass_knock AS knock ON knock.id = result.knock_id
        JOIN turf_walklist AS list ON list.id = knock.walk_list_id
        WHERE result.organization_id = %s AND result.person_id {{among}}
            AND NOT knock.is_superseded
            AND list.kind <> 'practice' AND list.state <> 'rolled_back'
            AND result.disposition IN ({words(*GONE, *sorted(REACHED))})
    ) AS said ON said.person_id = person.id AND said.place = 1
        AND said.disposition IN ({words(*GONE)})
    WHERE person.id {{among}}
) AS latest
WHERE turf_person.id = latest.id AND NOT (
    turf_person.found = latest.found
    AND COALESCE(turf_person.found_on = latest.found_on, latest.found_on IS NULL)
    AND COALESCE(turf_person.found_door_id = latest.found_door_id, latest.found_door_id IS NULL)
)
RETURNING turf_person.id
"""  # noqa: S608


@writing()
def settle_gone(*, organization: int, people: Collection[int]) -> None:
    """Set what was found of ``people`` (ids): what the latest knock says that says anything.

    Moved and deceased say so, and that they were reached themselves says the contrary. Knocks that
    were corrected, and those of practice and rolled back lists, say nothing.
    """
    is_one = among("bigint")
    hold = _HOLD.format(among=is_one, locked=locked("FOR NO KEY UPDATE"))
    held = ids([person for (person,) in select_rows(hold, [organization, ids(people)])])
    rows = select_rows(_SETTLE.format(among=is_one), [organization, held, held])
    changed = [person for (person,) in rows]
    if changed:
        settle_standing(people=changed)
