"""What is asked of a dashboard, and the same as whoever has no tallies would ask it."""

from dataclasses import dataclass, field

from canvass.reports.breakdown import Breakdown
from canvass.reports.filters import Filters
from canvass.services.tally_sql import counted, vendor

_WALK = "JOIN turf_walklist AS walk ON walk.id = knock.walk_list_id"
_TURF = f"{_WALK} JOIN turf_round AS walked ON walked.id = walk.round_id"
_PLACE = f"""{_WALK} JOIN turf_door AS door ON door.id = knock.door_id
JOIN turf_building AS building ON building.id = door.building_id
JOIN turf_precinct AS precinct ON precinct.id = building.precinct_id"""


@dataclass(frozen=True, slots=True)
class Question:
    """One dashboard: how it is asked of the report, and what plain SQL groups by and joins."""

    name: str
    by: tuple[Breakdown, ...]
    keys: str
    needs: tuple[str, ...]
    joins: str = _WALK
    where: str = ""
    filters: Filters = field(default_factory=Filters)

    @property
    def columns(self) -> str:
        """What the groups are read from."""
        return ", ".join({"turf_id": "walked.turf_id"}.get(one, one) for one in self.needs)

    @property
    def plain(self) -> str:
        """The statement over the knocks, with the campaign as its parameter."""
        text = counted(vendor(), is_signed=False)
        cases = text[text.index("AS lane, ") + 9 : text.index("FROM canvass_knock")]
        counters = cases.rsplit(", CASE", 1)[0]
        names = ("knocks", "attempts", "contacts", "reachable", "contacts_reachable")
        sums = ", ".join(f"SUM({name})" for name in (*names, "conversations"))
        return (
            f"SELECT {self.keys}, {sums} FROM (SELECT {self.columns}, {counters} "
            f"FROM canvass_knock AS knock {self.joins} WHERE knock.campaign_id = %s {self.where} "
            f"AND walk.state <> 'rolled_back') AS one GROUP BY {self.keys}"
        )


def questions(script: int) -> list[Question]:
    """The dashboards of the table; ``script`` is a script version with half of the knocks."""
    weekday = "EXTRACT(isodow FROM local_day)"
    if vendor() != "postgresql":
        weekday = "strftime('%%w', local_day)"
    precinct = "AND precinct.code = 'p77'"
    return [
        Question("by turf", (Breakdown.TURF,), "turf_id", ("turf_id",), _TURF),
        Question("by day", (Breakdown.DAY,), "local_day", ("local_day",)),
        Question(
            "by hour x weekday",
            (Breakdown.HOUR, Breakdown.WEEKDAY),
            f"local_hour, {weekday}",
            ("local_hour", "local_day"),
        ),
        Question(
            "by day, one precinct",
            (Breakdown.DAY,),
            "local_day",
            ("local_day",),
            _PLACE,
            precinct,
            Filters(precincts=("p77",)),
        ),
        Question(
            "by hour x weekday, one script",
            (Breakdown.HOUR, Breakdown.WEEKDAY),
            f"local_hour, {weekday}",
            ("local_hour", "local_day"),
            _WALK,
            f"AND knock.script_version_id = {script}",
            Filters(scripts=(script,)),
        ),
        Question(
            "by turf, one precinct, one script",
            (Breakdown.TURF,),
            "turf_id",
            ("turf_id",),
            f"{_PLACE} JOIN turf_round AS walked ON walked.id = walk.round_id",
            f"{precinct} AND knock.script_version_id = {script}",
            Filters(precincts=("p77",), scripts=(script,)),
        ),
    ]
