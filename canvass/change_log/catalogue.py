"""What the change log has in the database, beside what it should have."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

FILES = {"postgresql": "postgis.sql", "sqlite": "spatialite.sql"}
PREFIX = "change_log_"

# A statement begins where a line does, and ends with the last semicolon before the next one.
_BEGINNING = re.compile(rf"^(?=CREATE (?:FUNCTION|TRIGGER|VIEW) {PREFIX})", re.MULTILINE)
_HEAD = re.compile(rf"CREATE (FUNCTION|TRIGGER|VIEW) ({PREFIX}\w+)")
_REMARK = re.compile(r"^--.*\n", re.MULTILINE)
_TABLE = re.compile(r"\bON (\w+)\s")
_BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)

_SEEN = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE substr(name, 1, 11) = %s",
    "postgresql": (
        "SELECT tgname, obj_description(oid, 'pg_trigger') FROM pg_trigger"
        " WHERE left(tgname, 11) = %s AND tgenabled <> 'D' AND NOT tgisinternal"
        " UNION ALL"
        " SELECT proname, prosrc FROM pg_proc WHERE left(proname, 11) = %s"
        " AND pronamespace = current_schema()::regnamespace"
    ),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the SQL file: ``kind`` is FUNCTION, TRIGGER or VIEW."""

    kind: str
    name: str
    text: str

    @property
    def table(self) -> str:
        """The table (or view) that a trigger belongs to."""
        found = _TABLE.search(self.text)
        return found[1] if found else ""

    @property
    def mark(self) -> str:
        """The hash of the text, which a trigger on PostGIS carries as its comment."""
        return sha256(self.text.encode()).hexdigest()

    def kept_as(self, vendor: str) -> str:
        """What the catalogue of the database shows of this statement.

        SQLite keeps the text. PostgreSQL keeps the body of a function, and of a trigger only what
        it understood: there the comment stands for the text.
        """
        if vendor == "sqlite":
            return self.text
        body = _BODY.search(self.text)
        return body[1] if body else self.mark


@cache
def statements(vendor: str) -> tuple[Statement, ...]:
    """Return what the SQL file of ``vendor`` creates, in its order."""
    text = (Path(__file__).parent / FILES[vendor]).read_text()
    found = []
    for part in _BEGINNING.split(_REMARK.sub("", text)):
        head = _HEAD.match(part)
        if head:
            found.append(Statement(head[1], head[2], part[: part.rindex(";")]))
    return tuple(found)


def seen(connection: Any) -> dict[str, str]:
    """Return what the database has: name to text, body or comment; see `Statement.kept_as`."""
    query = _SEEN[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [PREFIX] * query.count("%s"))
        return {name: kept or "" for name, kept in cursor.fetchall()}


def differences(connection: Any) -> list[str]:
    """Return, in order, the names of what is missing, other than it should be, or too much."""
    there = seen(connection)
    wanted = {one.name: one.kept_as(connection.vendor) for one in statements(connection.vendor)}
    return sorted(
        name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name)
    )
