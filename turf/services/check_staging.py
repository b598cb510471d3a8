"""Refuses staging points that were written the wrong way round."""

import numpy as np

from turf.cutting.ground import Params
from turf.errors import StoopError
from turf.models import Campaign
from turf.services.find_ground import find_any_ground

NEAR_KM = 100.0
"""Who stages farther away than this means another place."""


class StagingSwapped(StoopError):
    """A staging point lies far from the ground, and near it with its two numbers swapped."""

    code = "staging_swapped"


def check_staging(*, campaign: Campaign, params: Params) -> None:
    """Raise StagingSwapped where a point of ``params`` has its latitude first.

    A point that is far from the ground either way is left to the cut, which says so and goes on.
    """
    points = {"start": params.start, "end": params.end}
    ground = find_any_ground(jurisdiction=campaign.jurisdiction) if any(points.values()) else None
    for name, point in points.items():
        if point is None or ground is None:
            continue
        lon, lat = point
        away_km, swapped_km = ground.km_away(np.array([(lon, lat), (lat, lon)]))
        if swapped_km <= NEAR_KM < away_km:
            raise StagingSwapped(
                f"The {name} point {lon},{lat} lies {away_km:.0f} km from the ground of "
                f"{campaign.slug}. The longitude comes first: write {lat},{lon}"
            )
