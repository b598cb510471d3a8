"""Brings households and buildings in line with what was asked of us there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from canvass.models import KeepAway
from turf.models import Building, Household
from turf.services.find_twins import find_twin_doors, find_twins
from turf.transactions import writing

STANDING = Q(lifted_at__isnull=True) & (Q(knock__isnull=True) | Q(knock__is_superseded=False))
"""Neither lifted by a person nor asked at a knock that was corrected."""


@writing()
def settle_keep_aways(
    *, organization: int, doors: Collection[int] = (), buildings: Collection[int] = ()
) -> None:
    """Set since when the households of ``doors`` and the ``buildings`` are to be left alone.

    So too on other ground of the organization with the same address. Whoever asked first counts;
    where nobody does any more, they may be visited. The outcome depends on what was asked and
    lifted, never on the order.
    """
    if doors:
        twins = find_twin_doors(organization=organization, doors=doors)
        several = set().union(*twins.values())
        Household.objects.bulk_create(
            (Household(organization_id=organization, door_id=door) for door in sorted(several)),
            ignore_conflicts=True,
        )
        households = Household.objects.filter(door__in=several)
        # Held before what is asked is read: whoever asks in this moment is seen, or sees this.
        list(households.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        for since, group in _since(organization, "door", twins):
            _set(households.filter(door__in=group), "do_not_knock_at", since)
    if buildings:
        twins = find_twins(organization=organization, buildings=buildings)
        closable = Building.objects.filter(pk__in=set().union(*twins.values()))
        list(closable.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        for since, group in _since(organization, "building", twins):
            _set(closable.filter(pk__in=group), "closed_at", since)


def _since(
    organization: int, place: str, twins: Mapping[int, set[int]]
) -> Iterable[tuple[datetime | None, set[int]]]:
    """Tell for each group of twins when the first one asked whose asking stands."""
    several = set().union(*twins.values())
    asked: dict[int, list[datetime]] = defaultdict(list)
    standing = KeepAway.objects.for_organization(organization).filter(
        STANDING, **{f"{place}__in": several}
    )
    for one, asked_at in standing.values_list(place, "asked_at"):
        asked[one].append(asked_at)
    for group in twins.values():
        yield min((at for one in group for at in asked[one]), default=None), group


def _set(rows: Any, column: str, since: datetime | None) -> None:
    """Write only what changes: each write is told to phones."""
    is_so = Q(**{column: since}) if since else Q(**{f"{column}__isnull": True})
    changed = (
        rows.exclude(is_so)
        if since is None
        else rows.filter(Q(**{f"{column}__isnull": True}) | ~is_so)
    )
    changed.update(**{column: since})
