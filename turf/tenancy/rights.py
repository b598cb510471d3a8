"""What the role that the application works as may do, and what it could do beyond."""

from typing import Any

READ_ONLY = ("django_migrations", "spatial_ref_sys")

_LACKING = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
        AND NOT (
            has_table_privilege(%(role)s, oid, 'SELECT')
            AND (
                relname = ANY (%(read_only)s)
                OR has_table_privilege(%(role)s, oid, 'INSERT')
                AND has_table_privilege(%(role)s, oid, 'UPDATE')
                AND has_table_privilege(%(role)s, oid, 'DELETE')
            )
        )
    ORDER BY relname
"""
_BYPASSES = """
    SELECT CASE
        WHEN rolsuper THEN 'is a superuser'
        WHEN rolbypassrls THEN 'has BYPASSRLS'
        WHEN EXISTS (
            SELECT FROM pg_class
            WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
                AND relname = ANY (%(tables)s) AND pg_has_role(pg_roles.oid, relowner, 'MEMBER')
        ) THEN 'owns tables'
        ELSE ''
    END
    FROM pg_roles WHERE rolname = coalesce(nullif(%(role)s, ''), session_user)
"""


def role_of(connection: Any) -> str:
    """Return the role the application works as; empty for the one that signs in."""
    return str(connection.settings_dict["OPTIONS"].get("assume_role") or "")


def lacking(connection: Any, role: str) -> list[str]:
    """Return the tables that ``role`` cannot work with."""
    with connection.cursor() as cursor:
        cursor.execute(_LACKING, {"role": role, "read_only": list(READ_ONLY)})
        return [table for (table,) in cursor.fetchall()]


def grant(connection: Any, role: str) -> None:
    """Let ``role`` work with the rows of all tables, and change none of the tables."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        (schema,) = cursor.fetchone()
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {quote(role)}")
        for table in lacking(connection, role):
            what = "SELECT" if table in READ_ONLY else "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(f"GRANT {what} ON {quote(table)} TO {quote(role)}")


def bypasses(connection: Any, role: str, tables: list[str]) -> str:
    """Say by what ``role`` could get past the policies of ``tables``; empty where it cannot."""
    with connection.cursor() as cursor:
        cursor.execute(_BYPASSES, {"role": role, "tables": tables})
        found = cursor.fetchone()
    return str(found[0]) if found else "does not exist"
