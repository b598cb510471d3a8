"""What row-level security is in the database, beside what it should be."""

from dataclasses import dataclass
from typing import Any

from turf.tenancy.policies import wanted

# Tables as they stand: their walls, and each policy with the hash of the text that made it.
_SEEN = """
    SELECT relname, relrowsecurity AND relforcerowsecurity, ARRAY(
        SELECT polname || ' ' || coalesce(obj_description(oid, 'pg_policy'), '')
        FROM pg_policy WHERE polrelid = pg_class.oid ORDER BY 1
    )
    FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
"""


@dataclass(frozen=True, slots=True)
class Wall:
    """A table's row-level security; ``policies`` are names with the marks of their texts."""

    is_forced: bool
    policies: frozenset[str]


def seen(connection: Any) -> dict[str, Wall]:
    """Return the wall of every table there is."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN)
        return {
            table: Wall(is_forced, frozenset(policies))
            for table, is_forced, policies in cursor.fetchall()
        }


def differences(connection: Any) -> list[str]:
    """Return, in order, the tables whose wall is not what it should be."""
    there = seen(connection)
    return sorted(
        table
        for table, policies in wanted().items()
        if table in there
        and there[table] != Wall(True, frozenset(f"{one.name} {one.mark}" for one in policies))
    )
