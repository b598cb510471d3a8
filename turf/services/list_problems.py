"""What can be wrong with what is asked of walk lists."""

from turf.errors import StoopError


class StillOut(StoopError):
    """A list is lent, or on offer."""

    code = "still_out"


class NothingLeft(StoopError):
    """A list has no door left that could be knocked."""

    code = "nothing_left"


class ListGivenUp(StoopError):
    """A list was closed or rolled back."""

    code = "list_closed"


class DoorsTaken(StoopError):
    """The doors of a list stand on another one by now."""

    code = "doors_taken"


class RoundFrozen(StoopError):
    """A round was frozen as something else."""

    code = "round_frozen"
