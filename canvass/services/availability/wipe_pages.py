"""Has the database write over what is deleted, as far as it can."""

from django.db import connection, transaction

PATIENCE_MS = 500


def wipe_pages() -> None:
    """Have what this transaction deletes or replaces overwritten on the disk, on SQLite.

    That writes noughts where something was, and once the transaction is through empties the log
    that still holds it; while somebody else reads, the next time does. PostgreSQL keeps what it
    deleted until `VACUUM FULL`; see ``expire_availability``. Neither reaches a backup.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON").fetchall()
    transaction.on_commit(_empty_the_log, robust=True)


def _empty_the_log() -> None:
    with connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        # Whoever writes waits meanwhile: rather the next time than for a long report.
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}").fetchall()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout = {patience}").fetchall()
