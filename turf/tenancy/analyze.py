"""Lets the application have tables looked at again, which PostgreSQL leaves to their owner."""

from typing import Any

_BODY = """
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY tables LOOP
        EXECUTE format('ANALYZE %s', one::regclass);
    END LOOP;
END
"""
_MAKE = f"""
    CREATE OR REPLACE FUNCTION tenancy_analyze(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER AS $${_BODY}$$
"""
# Names are looked up in the application's schema alone, whoever calls.
_PIN = "ALTER FUNCTION tenancy_analyze SET search_path FROM CURRENT"
_SEEN = (
    "SELECT count(*) FROM pg_proc WHERE proname = 'tenancy_analyze' AND prosecdef"
    " AND pronamespace = current_schema()::regnamespace AND prosrc = %s"
)


def is_installed(connection: Any) -> bool:
    """Tell whether the function is in the database."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [_BODY])
        return bool(cursor.fetchone()[0])


def make(connection: Any) -> None:
    """Put the function into the database."""
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)
        cursor.execute(_PIN)


def analyze(connection: Any, tables: list[str]) -> None:
    """Have ``tables`` looked at."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenancy_analyze(%s)", [tables])
