"""Has the database let go of what was destroyed."""

from django.db import connection

from canvass.models import AvailabilityKey, SealedAvailability


def rewrite_keys() -> bool:
    """Write keys and fields anew on PostgreSQL; return False where only their owner may.

    Until then it keeps what was replaced or deleted, and what was replaced last stands last, which
    tells in a dump who declared something after others had. The blocks of the old files, archives
    of the log and backups are not reached. Nothing is to be done on SQLite; see `wipe_pages`.
    Outside of a transaction alone.
    """
    if connection.vendor != "postgresql":
        return True
    tables = [AvailabilityKey._meta.db_table, SealedAvailability._meta.db_table]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE relname = ANY(%s)",
            [tables],
        )
        if not cursor.fetchone()[0]:
            return False
        for table in tables:
            cursor.execute(f'CLUSTER "{table}" USING "{table}_pkey"')
    return True
