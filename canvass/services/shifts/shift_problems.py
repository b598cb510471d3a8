"""What can go wrong about a shift."""

from turf.errors import StoopError


class ShiftOver(StoopError):
    """A shift was ended or cancelled."""

    code = "shift_over"


class ShiftNotNow(StoopError):
    """Something is done too early, or said to be in the future."""

    code = "shift_not_now"


class ShiftEndsFirst(StoopError):
    """A shift would end before it starts, or hours would."""

    code = "shift_ends_first"


class NotInShift(StoopError):
    """Somebody has no place in the shift."""

    code = "not_in_shift"


class InAnotherTeam(StoopError):
    """Somebody has a place in a shift that another lead leads."""

    code = "in_another_team"


class PairOfOne(StoopError):
    """A pair is two different people."""

    code = "pair_of_one"


class NoSuchLead(StoopError):
    """Whoever was named hands out no lists."""

    code = "no_such_lead"


class CheckedIn(StoopError):
    """Somebody is there already, and has hours."""

    code = "checked_in"


class NotCheckedIn(StoopError):
    """Somebody has no hours in the shift yet."""

    code = "not_checked_in"


class OwnHours(StoopError):
    """Nobody edits their own hours."""

    code = "own_hours"


class NothingToUndo(StoopError):
    """Nothing was noted lately that could be taken back."""

    code = "nothing_to_undo"
