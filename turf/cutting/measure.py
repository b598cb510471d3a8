"""What the size of a turf is measured in."""

from dataclasses import dataclass

from turf.cutting.ground import Params
from turf.cutting.pace import DOOR_MIN, WALK_M_PER_MIN


@dataclass(frozen=True, slots=True)
class Measure:
    """Doors, or estimated minutes: ``turf_load`` of them make a turf.

    ``door_load`` is a door's share of it, ``hop_load`` that of a metre walked.
    """

    turf_load: float
    door_load: float
    hop_load: float


def by_doors(doors: float) -> Measure:
    """Measure turfs by their doors, however far these are apart."""
    return Measure(float(doors), 1.0, 0.0)


def by_minutes(minutes: float) -> Measure:
    """Measure turfs by the minutes they are estimated to take."""
    return Measure(float(minutes), DOOR_MIN, 1 / WALK_M_PER_MIN)


def measure_of(params: Params) -> Measure:
    """What the director asked for: doors, unless minutes are given."""
    return by_doors(params.doors) if params.minutes is None else by_minutes(params.minutes)
