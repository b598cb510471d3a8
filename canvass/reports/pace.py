"""How fast a campaign's walks went, all together: never one person's, nor few people's."""

from typing import Any

from django.db import connection
from django.db.models import F, FloatField, Func

from canvass.rates.few_people import FEWEST_PEOPLE
from canvass.rates.operational import FEWEST_KNOCKS_FOR_PACE, LONGEST_GAP_S, pace
from canvass.rates.rate import Rate
from canvass.reports.counted import counted_knocks
from canvass.reports.filters import Filters
from turf.models import Campaign


class _Seconds(Func):
    """A moment as seconds of the Unix epoch."""

    template = "EXTRACT(EPOCH FROM %(expressions)s)"
    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps moments as text; thousandths are seconds less whole seconds."""
        whole, fraction, spare = (
            # Percent signs are halved twice: by the template, and where parameters go in.
            f"CAST(strftime('%%%%{code}', %(expressions)s) AS REAL)"
            for code in "sfS"
        )
        return self.as_sql(
            compiler, connection, template=f"({whole} + {fraction} - {spare})", **context
        )


_GAPS = """
WITH knock AS ({knocks}),
after AS (
    SELECT walk, who, at, number, batch_of, lag(batch_of) OVER by_walk AS batch_before
    FROM knock WINDOW by_walk AS (PARTITION BY walk, who ORDER BY at, number)
),
-- Neighbours of one batch are one action.
gap AS (
    SELECT walk, who, at - lag(at) OVER (PARTITION BY walk, who ORDER BY at, number) AS s
    FROM after WHERE batch_of IS NULL OR batch_before IS NULL OR batch_of <> batch_before
),
walk AS (
    SELECT who, COUNT(s) AS gaps, SUM(s) AS s, COUNT(CASE WHEN s <= %s THEN 1 END) AS short_gaps,
        SUM(CASE WHEN s <= %s THEN s ELSE 0 END) AS short_s
    FROM gap GROUP BY walk, who HAVING COUNT(*) >= %s
)
SELECT COUNT(DISTINCT who), COALESCE(SUM(short_gaps), 0), COALESCE(SUM(short_s), 0),
    COALESCE(SUM(gaps), 0), COALESCE(SUM(s), 0)
FROM walk
"""


def pace_of(campaign: Campaign, filters: Filters) -> tuple[Rate, ...]:
    """Give doors an hour over all walks of ``campaign``, without long gaps and raw.

    Nothing of a part of the campaign, nor of walks of fewer than `FEWEST_PEOPLE` people: that
    would be, or let be guessed, the pace of one. Walks that have faded have no times any more.
    """
    if filters != Filters():
        return ()
    knocks = counted_knocks(campaign, filters).filter(faded_as__isnull=True).order_by()
    timed = knocks.values(
        number=F("pk"),
        walk=F("walk_list_id"),
        who=F("membership_id"),
        batch_of=F("batch"),
        at=_Seconds("corrected_at"),
    )
    inner, asked = timed.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            _GAPS.format(knocks=inner),
            [*asked, LONGEST_GAP_S, LONGEST_GAP_S, FEWEST_KNOCKS_FOR_PACE],
        )
        people, *parts = cursor.fetchone()
    if people < FEWEST_PEOPLE:
        return ()
    short_gaps, short_s, gaps, all_s = parts
    return (
        pace(int(short_gaps), float(short_s), longest_gap_s=LONGEST_GAP_S),
        pace(int(gaps), float(all_s), longest_gap_s=None),
    )
