"""Marks people of whom a knock says that they moved or died."""

from collections.abc import Sequence, Set
from uuid import UUID

from canvass.rates.dispositions import REACHED
from canvass.services.doorstep.settle_gone import settle_gone
from canvass.sync.knock_in import KnockIn
from turf.models.door import GONE
from turf.statements.select_rows import among, ids, select_rows

_TOUCHED = """
SELECT id FROM turf_person WHERE organization_id = %s AND id {among_bigint} AND found <> ''
UNION
SELECT result.person_id FROM canvass_knock AS knock
JOIN canvass_result AS result ON result.knock_id = knock.id
WHERE knock.organization_id = %s AND knock.uid {among_uuid} AND result.person_id IS NOT NULL
"""


def mark_gone(*, organization: int, knocks: Sequence[KnockIn], corrected: Set[UUID]) -> None:
    """Settle who is gone after newly stored ``knocks``, and after those they correct.

    ``corrected`` are the uids of corrected ones that have a result of a person.
    A knock at which nobody is found gone, and nobody who was, costs one look at most.
    """
    gone, reached = set(), set()
    for one in knocks:
        for result in one.results:
            if result.person and result.disposition in GONE:
                gone.add(result.person)
            elif result.person and result.disposition in REACHED:
                reached.add(result.person)
    if corrected or reached - gone:
        statement = _TOUCHED.format(among_bigint=among("bigint"), among_uuid=among("uuid"))
        params = [organization, ids(reached - gone), organization, ids(corrected)]
        gone |= {person for (person,) in select_rows(statement, params)}
    if gone:
        settle_gone(organization=organization, people=gone)
