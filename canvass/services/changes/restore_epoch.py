"""Begins a new epoch after a database was restored from a backup."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from canvass.models import SyncLog
from canvass.services.changes.lock_sync_log import lock_sync_log
from turf.models import Organization
from turf.scope import tenant
from turf.transactions import writing


@writing()
def restore_epoch(*, organizations: Iterable[Organization]) -> dict[str, UUID]:
    """Give each organization's log a new epoch, and return them by slug.

    A phone whose checkpoint is of another epoch reads everything anew and sends again what it
    holds: what the backup did not have comes back, what it had is known by its id.
    """
    epochs = {}
    for organization in sorted(organizations, key=lambda one: one.pk):
        with tenant(organization):
            log = lock_sync_log(organization=organization.pk)
            epochs[organization.slug] = uuid4()
            SyncLog.objects.filter(pk=log.pk).update(epoch=epochs[organization.slug])
    return epochs
