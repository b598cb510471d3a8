"""Holds the turfs of a cut still while an edit changes them."""

from collections.abc import Iterable, Sequence

from turf.models import Campaign, Cut, Turf
from turf.services.turf_problems import AnotherCut, TooManyTurfs, TurfLocked, TurfRetired

MOST_TURFS = 100
"""An edit by hand concerns a few; each is laid out anew while everybody else waits."""


def hold_turfs(*, cut: Cut, turfs: Iterable[Turf], is_lock_kept: bool = True) -> list[Turf]:
    """Read ``turfs`` again, in their order, while nobody else edits or freezes turfs.

    They are held until the transaction ends. ``is_lock_kept`` refuses locked turfs. Raises
    AnotherCut, TurfRetired, TurfLocked, TooManyTurfs.
    """
    # Freezing holds the same row, so that no list is made of turfs that are being replaced. Not
    # for key: a knock that comes in holds its list, refers to the campaign, and must not wait.
    Campaign.objects.select_for_update(no_key=True).get(pk=cut.campaign_id)
    wanted = list(dict.fromkeys(turf.pk for turf in turfs))
    refuse_many(wanted)
    current = {turf.pk: turf for turf in Turf.objects.filter(pk__in=wanted, cut=cut)}
    if len(current) < len(wanted):
        raise AnotherCut(f"Only turfs of cut {cut.pk} can be edited together")
    for turf in current.values():
        if turf.retired_at is not None:
            raise TurfRetired(f"Turf {turf.name} was replaced by another edit: load the map again")
        if turf.is_locked and is_lock_kept:
            raise TurfLocked(f"Turf {turf.name} is locked: unlock it to change it")
    return [current[pk] for pk in wanted]


def refuse_many(turfs: Sequence[object]) -> None:
    """Raise TooManyTurfs where an edit would concern more turfs than it should."""
    if len(turfs) > MOST_TURFS:
        raise TooManyTurfs(
            f"This concerns {len(turfs)} turfs at once: edit at most {MOST_TURFS}, or cut again"
        )
