"""Holds an organization's numbering for one writer."""

from django.db import connection

from canvass.models import SyncLog
from turf.transactions import writing

# The first of the two keys of PostgreSQL's advisory locks; the second is the organization.
_NUMBERING = 1398034289
_KEYS = 2**31


@writing()
def lock_sync_log(*, organization: int) -> SyncLog:
    """Return the log of ``organization`` (an id), begun where there is none, locked.

    Nobody else numbers until the transaction ends. On SpatiaLite the transaction is the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            key = organization % _KEYS
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NUMBERING, key])
    log: SyncLog
    log, _ = SyncLog.objects.get_or_create(organization_id=organization)
    return log
