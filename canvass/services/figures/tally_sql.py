"""How knocks are counted into tallies: one SELECT, for what comes in and for a recount alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.db import connection, models

from canvass.models import HourTally, PhoneTally, TurfTally, VisitTally, WalkTally
from canvass.models.tally import COUNTERS
from canvass.rates.dispositions import CONVERSATIONS, Disposition, is_attempt, is_reachable
from turf.statements.select_rows import words


@dataclass(frozen=True, slots=True)
class Kept:
    """One table of tallies: what its rows are known by, and what they count.

    All are known by organization and campaign besides. ``beside`` selects, for a campaign, rows of
    what was counted and is no knock of its phone any more.
    """

    model: type[models.Model]
    keys: tuple[str, ...]
    counters: tuple[str, ...] = COUNTERS
    beside: str = ""

    @property
    def table(self) -> str:
        """Its name in the database."""
        return str(self.model._meta.db_table)

    @property
    def is_unique_by(self) -> str:
        """The columns of its unique constraint."""
        [unique] = self.model._meta.constraints
        columns = {field.name: field.column for field in self.model._meta.concrete_fields}
        return ", ".join(str(columns[name]) for name in getattr(unique, "fields", ()))


KEPT = (
    Kept(
        VisitTally,
        ("walk_list_id", "precinct", "script_version", "local_day", "local_hour"),
    ),
    Kept(WalkTally, ("walk_list_id", "turf", "round", "precinct", "script_version")),
    Kept(TurfTally, ("turf", "precinct", "script_version")),
    Kept(HourTally, ("local_day", "local_hour", "script_version", "lane")),
    Kept(
        PhoneTally,
        ("device_id",),
        ("received",),
        beside="SELECT organization_id, campaign_id, device_id, knocks AS received"
        " FROM canvass_fadedwork WHERE campaign_id = %s",
    ),
)
"""The order in which everybody writes them, so that no two wait for each other in a circle."""


@cache
def counted(vendor: str, *, is_signed: bool) -> str:
    """Select a row for each knock that is counted: the keys of every table, and 1 or 0 a counter.

    To be continued by ``WHERE`` conditions with AND. When ``is_signed`` the knocks are those of a
    relation ``given (id, sign)``: what newly stands is 1, what no longer does -1.
    """
    digit = "right(walk.id::text, 1)" if vendor == "postgresql" else "substr(walk.id, 32, 1)"
    find = "strpos" if vendor == "postgresql" else "instr"
    sign = "given.sign" if is_signed else "1"
    counts = f"knock.disposition <> '{Disposition.WITHDRAWN}' AND walk.kind <> 'practice'"
    stands = f"(given.sign < 0 OR NOT knock.is_superseded) AND {counts}"
    source = "given JOIN canvass_knock AS knock ON knock.id = given.id"
    if not is_signed:
        stands, source = f"NOT knock.is_superseded AND {counts}", "canvass_knock AS knock"
    attempt = f"{stands} AND walk.kind = 'door_knock' AND knock.disposition IN ({{}})"
    conditions = {
        "knocks": stands,
        "attempts": attempt.format(_words(is_attempt)),
        "contacts": f"{attempt.format(_words(is_attempt))} AND knock.answered",
        "reachable": attempt.format(_words(is_reachable)),
        "contacts_reachable": f"{attempt.format(_words(is_reachable))} AND knock.answered",
        "conversations": attempt.format(_words(CONVERSATIONS.__contains__)),
        "received": f"{sign} > 0 AND knock.faded_as IS NULL",
    }
    cases = ", ".join(
        f"CASE WHEN {condition} THEN {sign} ELSE 0 END AS {name}"
        for name, condition in conditions.items()
    )
    return f"""
SELECT knock.organization_id, knock.campaign_id, knock.walk_list_id, knock.device_id,
    walked.turf_id AS turf, walked.number AS round,
    COALESCE(building.precinct_id, 0) AS precinct,
    COALESCE(knock.script_version_id, 0) AS script_version, knock.local_day, knock.local_hour,
    {find}('0123456789abcdef', {digit}) - 1 AS lane, {cases}
FROM {source}
JOIN turf_door AS door ON door.id = knock.door_id
JOIN turf_building AS building ON building.id = door.building_id
JOIN turf_walklist AS walk ON walk.id = knock.walk_list_id
JOIN turf_round AS walked ON walked.id = walk.round_id
WHERE true
"""  # noqa: S608


def summed(kept: Kept, source: str) -> str:
    """Select the rows of one table out of the relation ``source``, in their fixed order."""
    names = ", ".join(("organization_id", "campaign_id", *kept.keys))
    # A sum of integers is a bigint on PostgreSQL, and no such row equals one of the table.
    sums = ", ".join(f"CAST(SUM({name}) AS integer) AS {name}" for name in kept.counters)
    return (
        f"SELECT {names}, {sums} FROM {source} "  # noqa: S608
        f"GROUP BY {names} ORDER BY {kept.is_unique_by}"
    )


def insertion(kept: Kept, source: str) -> str:
    """Add the rows of ``source`` to one table: what is there already grows by them."""
    names = ", ".join(("organization_id", "campaign_id", *kept.keys, *kept.counters))
    grown = ", ".join(f"{name} = {kept.table}.{name} + excluded.{name}" for name in kept.counters)
    return (
        f"INSERT INTO {kept.table} ({names}) SELECT * FROM ({summed(kept, source)}) AS added "  # noqa: S608
        f"WHERE true ON CONFLICT ({kept.is_unique_by}) DO UPDATE SET {grown}"
    )


@cache
def counting_in(vendor: str) -> Sequence[str]:
    """Write the statements that count knocks in; each takes them as one JSON parameter.

    The parameter is a list of pairs of a knock's row and its sign.
    """
    fresh = counted(vendor, is_signed=True)
    if vendor == "postgresql":
        given = (
            "SELECT (pair ->> 0)::bigint AS id, (pair ->> 1)::integer AS sign"
            " FROM json_array_elements(%s::json) AS pair"
        )
        # A planner takes an array of unknown length for a short one and goes by the key, where it
        # would read a table that was small when it planned.
        fresh += "AND knock.id = ANY (ARRAY(SELECT id FROM given))"
        # Without a reference from outside, parts that write run in the order in which they stand.
        parts = ", ".join(
            f"into_{number} AS ({insertion(kept, 'fresh')})" for number, kept in enumerate(KEPT)
        )
        return (f"WITH given AS ({given}), fresh AS MATERIALIZED ({fresh}), {parts} SELECT 1",)
    given = "SELECT value ->> 0 AS id, value ->> 1 AS sign FROM json_each(%s)"
    with_given = fresh.replace("FROM given JOIN", f"FROM ({given}) AS given JOIN")
    return tuple(insertion(kept, f"({with_given}) AS fresh") for kept in KEPT)


def _words(holds: Callable[[Disposition], bool]) -> str:
    """List the dispositions of which ``holds`` is true, as SQL."""
    return words(*filter(holds, Disposition))


def vendor() -> str:
    """Name the database."""
    return str(connection.vendor)
