"""Which figures a report gives: all of them, or those that tallies answer at once."""

from enum import StrEnum


class Figures(StrEnum):
    """``all`` reads the knocks themselves; ``knocks`` is for dashboards.

    What is counted knock by knock adds up, so `canvass.reports.tallied` has it ready for any
    breakdown and filter. Doors and people do not add up (one may be in several rows), so rates by
    door, by person and by case are counted from the knocks each time.
    """

    ALL = "all"
    KNOCKS = "knocks"
