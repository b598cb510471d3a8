"""Which part of a campaign a report is about."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from turf.errors import StoopError


class DatesReversed(StoopError):
    """A range of days ends before it begins."""

    code = "dates_reversed"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is left in; an empty tuple or None leaves everything in.

    ``turfs`` and ``scripts`` (script versions) are rows, ``precincts`` codes, ``rounds`` numbers,
    ``languages`` the codes of those that doors were noted to need; both days are included. Raises
    DatesReversed.
    """

    turfs: tuple[int, ...] = ()
    precincts: tuple[str, ...] = ()
    rounds: tuple[int, ...] = ()
    scripts: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None

    def __post_init__(self) -> None:
        """Refuse a range that holds no day."""
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise DatesReversed(
                f"{self.first_day} is after {self.last_day}: give the earlier day first"
            )

    def of_ground(self) -> Q:
        """What a listed door and a knock alike must be."""
        return _any_of(
            walk_list__round__turf__in=self.turfs,
            door__building__precinct__code__in=self.precincts,
            walk_list__round__number__in=self.rounds,
        )

    def of_visits(self) -> Q:
        """What a knock must be besides."""
        visits = _any_of(script_version__in=self.scripts, language_needed__in=self.languages)
        if self.first_day:
            visits &= Q(local_day__gte=self.first_day)
        if self.last_day:
            visits &= Q(local_day__lte=self.last_day)
        return visits

    @property
    def has_ground(self) -> bool:
        """Whether only some of the ground is wanted."""
        return bool(self.turfs or self.precincts or self.rounds)

    @property
    def has_days(self) -> bool:
        """Whether only some days are wanted."""
        return bool(self.first_day or self.last_day)


def _any_of(**wanted: tuple[object, ...]) -> Q:
    return Q(**{lookup: values for lookup, values in wanted.items() if values})
