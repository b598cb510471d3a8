"""The filters of a report by name: the same on screen, in the API, in exports and for commands."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import CharField, Field, IntegerField, SelectMultiple
from django_filters import DateFilter, Filter, FilterSet

from canvass.models import Knock
from canvass.reports.filters import Filters
from turf.errors import StoopError

LARGEST_ID = 2**63 - 1
MOST_ROUNDS = 2**15 - 1
MOST_VALUES = 200
"""Values of one filter; a query of more is not a person's."""


class FilterUnreadable(StoopError):
    """Filters were given values that they cannot have; ``problems`` says of each what is wrong."""

    code = "filter_unreadable"

    def __init__(self, problems: dict[str, list[str]]) -> None:
        super().__init__("; ".join(f"{name}: {' '.join(said)}" for name, said in problems.items()))
        self.problems = problems


class SeveralField(Field):
    """A form field of any number of values, each read by the field ``each``."""

    widget = SelectMultiple

    def __init__(self, *, each: Field, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.each = each

    def clean(self, value: Sequence[Any] | None) -> tuple[Any, ...]:
        """Read each value. Raises ValidationError naming the first that cannot be read."""
        given = [one for one in value or () if one not in (None, "")]
        if len(given) > MOST_VALUES:
            raise ValidationError(f"Give at most {MOST_VALUES} values.")
        return tuple(self._read(one) for one in given)

    def _read(self, value: Any) -> Any:
        try:
            return self.each.clean(value)
        except ValidationError as error:
            raise ValidationError(f"{value!r:.60}: {' '.join(error.messages)}") from error


class Several(Filter):
    """Rows with any of the values given; each further one widens what is asked."""

    field_class = SeveralField

    def __init__(self, field_name: str, each: Field, **kwargs: Any) -> None:
        super().__init__(field_name, "in", each=each, **kwargs)

    def filter(self, qs: QuerySet[Any], value: tuple[Any, ...]) -> QuerySet[Any]:
        """Narrow ``qs``, where anything is given."""
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


def _number(most: int) -> IntegerField:
    return IntegerField(min_value=1, max_value=most)


class ReportFilters(FilterSet):
    """What part of a campaign is asked for, by paths from a knock."""

    turf = Several("walk_list__round__turf", _number(LARGEST_ID), label="id of a turf")
    precinct = Several(
        "door__building__precinct__code", CharField(max_length=50), label="code of a precinct"
    )
    round = Several("walk_list__round__number", _number(MOST_ROUNDS), label="number of a round")
    script = Several("script_version", _number(LARGEST_ID), label="id of a script version")
    language = Several(
        "language_needed", CharField(max_length=10), label="code of a language that is needed"
    )
    first_day = DateFilter("local_day", "gte", label="the first day, such as 2026-05-01")
    last_day = DateFilter("local_day", "lte", label="the last day, itself included")

    class Meta:
        model = Knock
        fields: Sequence[str] = ()


def read_filters(asked: Mapping[str, Any]) -> Filters:
    """Read the filters among ``asked``. Raises FilterUnreadable and DatesReversed."""
    form = ReportFilters(asked).form
    if not form.is_valid():
        raise FilterUnreadable({name: list(said) for name, said in form.errors.items()})
    read = form.cleaned_data
    return Filters(
        turfs=read["turf"],
        precincts=read["precinct"],
        rounds=read["round"],
        scripts=read["script"],
        languages=read["language"],
        first_day=read["first_day"],
        last_day=read["last_day"],
    )
