"""Finds where an organization's numbering stands."""

from canvass.models import SyncLog


def find_sync_log(*, organization: int) -> SyncLog:
    """Return the log of ``organization`` (an id), begun with a new epoch where there is none."""
    # Reads first: beginning one is a write, and every request but the first finds it there.
    there: SyncLog | None = SyncLog.objects.for_organization(organization).first()
    if there is None:
        there, _ = SyncLog.objects.get_or_create(organization_id=organization)
    return there
