"""The box of what a jurisdiction already holds."""

from collections.abc import Collection

from django.contrib.gis.db.models import Extent

from turf.importing.strays import Ground
from turf.models import Jurisdiction, Precinct, Street


def find_ground(*, jurisdiction: Jurisdiction, but: Collection[str] = ()) -> Ground | None:
    """Return the box of the precincts, leaving out the codes in ``but``; None without any."""
    precincts = Precinct.objects.live().filter(jurisdiction=jurisdiction)
    precincts = precincts.exclude(code__in=list(but))
    return _box(precincts.aggregate(box=Extent("boundary"))["box"])


def find_any_ground(*, jurisdiction: Jurisdiction) -> Ground | None:
    """Return the box of the precincts, else of the streets; None without either."""
    streets = Street.objects.filter(jurisdiction=jurisdiction)
    return find_ground(jurisdiction=jurisdiction) or _box(
        streets.aggregate(box=Extent("line"))["box"]
    )


def _box(extent: tuple[float, float, float, float] | None) -> Ground | None:
    return Ground(*extent) if extent else None
