"""What can be wrong with an edit of turfs. Whatever is raised, nothing was changed."""

from turf.errors import StoopError


class TurfLocked(StoopError):
    """An edit would change a turf that was locked."""

    code = "turf_locked"


class TurfRetired(StoopError):
    """A turf was replaced by an edit, or its cut changed while this edit was worked out."""

    code = "turf_retired"


class AnotherCut(StoopError):
    """A turf or a door is named that does not belong to the cut."""

    code = "another_cut"


class TurfEmptied(StoopError):
    """A turf would be left without a door."""

    code = "turf_emptied"


class NotNeighbours(StoopError):
    """Turfs are to become one that do not lie beside each other."""

    code = "not_neighbours"


class LineMisses(StoopError):
    """A line does not go through a turf from border to border."""

    code = "line_misses"


class BadDrawing(StoopError):
    """What was drawn is no shape that ground could have."""

    code = "bad_drawing"


class CannotSplit(StoopError):
    """A turf cannot be cut into so many."""

    code = "cannot_split"


class NothingToChange(StoopError):
    """All is already as the edit would have it."""

    code = "nothing_to_change"


class NobodyBeside(StoopError):
    """Doors have to go to a neighbour, and there is none that could be changed."""

    code = "nobody_beside"


class ListsAreOut(StoopError):
    """Taking an edit back would put doors on two lists of one round."""

    code = "lists_are_out"


class NotTheLatest(StoopError):
    """An edit is to be taken back that others stand on."""

    code = "not_the_latest"


class TooManyTurfs(StoopError):
    """An edit by hand concerns more turfs than one person looks at."""

    code = "too_many_turfs"


class GroundNotShared(StoopError):
    """The outlines that an edit gave leave a gap or lie over each other."""

    code = "ground_not_shared"
