"""Counts knocks into the tallies, in the transaction that stores them."""

import json
from collections.abc import Collection

from canvass.services.figures.tally_sql import counting_in, vendor
from turf.statements.prepared_cursor import prepared_cursor


def tally_knocks(*, new: Collection[int], no_longer: Collection[int] = ()) -> None:
    """Count the knocks of the rows ``new`` that stand, and take out those that ``no_longer`` do.

    A row may be in both: it was superseded when it came, and was never counted. The tallies are
    written row by row in one fixed order, plus and minus together, so that two who write to the
    same rows wait and none of them dies.
    """
    pairs = [(row, 1) for row in new]
    pairs += [(row, -1) for row in set(no_longer) - set(new)]
    if not pairs:
        return
    given = json.dumps(pairs)
    with prepared_cursor() as cursor:
        for statement in counting_in(vendor()):
            cursor.execute(statement, [given])
