"""What a SQL file's triggers are in the database, beside what they should be."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

FILES = {"postgresql": "postgis.sql", "sqlite": "spatialite.sql"}

_REMARK = re.compile(r"^--.*\n", re.MULTILINE)
_TABLE = re.compile(r"\bON (\w+)\s")
_BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)

_SEEN = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE substr(name, 1, length(%s)) = %s",
    "postgresql": (
        "SELECT tgname, obj_description(oid, 'pg_trigger') FROM pg_trigger"
        " WHERE left(tgname, length(%s)) = %s AND tgenabled <> 'D' AND NOT tgisinternal"
        " UNION ALL"
        " SELECT proname, prosrc FROM pg_proc WHERE left(proname, length(%s)) = %s"
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


@dataclass(frozen=True, slots=True)
class TriggerFile:
    """The SQL files of one ``folder``: everything named ``prefix``… is theirs and nobody else's."""

    folder: Path
    prefix: str

    def statements(self, vendor: str) -> tuple[Statement, ...]:
        """Return what the SQL file of ``vendor`` creates, in its order."""
        return _statements(self.folder / FILES[vendor], self.prefix)

    def seen(self, connection: Any) -> dict[str, str]:
        """Return what the database has: name to text, body or comment; see `Statement.kept_as`."""
        query = _SEEN[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(query, [self.prefix] * query.count("%s"))
            return {name: kept or "" for name, kept in cursor.fetchall()}

    def differences(self, connection: Any) -> list[str]:
        """Return, in order, the names of what is missing, other than it should be, or too much."""
        there, vendor = self.seen(connection), connection.vendor
        wanted = {one.name: one.kept_as(vendor) for one in self.statements(vendor)}
        return sorted(
            name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name)
        )


@cache
def _statements(file: Path, prefix: str) -> tuple[Statement, ...]:
    # A statement begins where a line does, and ends with the last semicolon before the next one.
    beginning = re.compile(rf"^(?=CREATE (?:FUNCTION|TRIGGER|VIEW) {prefix})", re.MULTILINE)
    head = re.compile(rf"CREATE (FUNCTION|TRIGGER|VIEW) ({prefix}\w+)")
    found = []
    for part in beginning.split(_REMARK.sub("", file.read_text())):
        begun = head.match(part)
        if begun:
            found.append(Statement(begun[1], begun[2], part[: part.rindex(";")]))
    return tuple(found)
