"""Has the database let go of keys that were destroyed."""

from django.db import connection

from canvass.models import AvailabilityKey


def rewrite_keys() -> bool:
    """Write the table of keys anew on PostgreSQL; return False where only its owner may.

    Until then it keeps each key that was replaced or deleted. The blocks of the old file, archives
    of the log and backups are not reached. Nothing is to be done on SQLite; see `wipe_pages`.
    Outside of a transaction alone.
    """
    if connection.vendor != "postgresql":
        return True
    table = AvailabilityKey._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = %s::regclass", [table]
        )
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
    return True
