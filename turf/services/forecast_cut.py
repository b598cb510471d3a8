"""Tells what a cut would give, and stores nothing."""

from collections.abc import Sequence

from turf.cutting.forecast import Forecast, forecast
from turf.cutting.ground import Params
from turf.models import Campaign
from turf.services.find_universe import find_universe
from turf.services.read_ground import read_ground


def forecast_cut(
    *,
    campaign: Campaign,
    params: Params,
    universe: str | None = None,
    precincts: Sequence[str] = (),
    jobs: int = 1,
) -> Forecast:
    """Forecast what `cut_turfs` would give with the same arguments, by precinct and in all.

    Raises NotFound as it does.
    """
    wanted = find_universe(campaign=campaign, name=universe)
    ground = read_ground(campaign=campaign, universe=wanted, precincts=precincts)
    return forecast(ground.doors, ground.streets, ground.areas, params, jobs=jobs)
