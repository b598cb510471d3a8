"""Holds the turfs of a cut still while an edit changes them."""

from collections.abc import Iterable

from turf.models import Campaign, Cut, Turf
from turf.services.turf_problems import AnotherCut, TurfLocked, TurfRetired


def hold_turfs(*, cut: Cut, turfs: Iterable[Turf], is_lock_kept: bool = True) -> list[Turf]:
    """Read ``turfs`` again, in their order, while nobody else edits or freezes turfs.

    They are held until the transaction ends. ``is_lock_kept`` refuses locked turfs. Raises
    AnotherCut, TurfRetired, TurfLocked.
    """
    # Freezing holds the same row, so that no list is made of turfs that are being replaced.
    Campaign.objects.select_for_update().get(pk=cut.campaign_id)
    wanted = list(dict.fromkeys(turf.pk for turf in turfs))
    current = {turf.pk: turf for turf in Turf.objects.filter(pk__in=wanted, cut=cut)}
    if len(current) < len(wanted):
        raise AnotherCut(f"Only turfs of cut {cut.pk} can be edited together")
    for turf in current.values():
        if turf.retired_at is not None:
            raise TurfRetired(f"Turf {turf.name} was replaced by another edit: load the map again")
        if turf.is_locked and is_lock_kept:
            raise TurfLocked(f"Turf {turf.name} is locked: unlock it to change it")
    return [current[pk] for pk in wanted]
