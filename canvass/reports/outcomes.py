"""One outcome for each case of a campaign, over all its rounds: counted by SQL.

A case is a distinct target person on a list that went out or, where no list has target people, a
distinct door. What the results mean for a case is `canvass.rates.cases`, which of them stands is
`canvass.rates.leading`; here both are written as SQL, and a test holds them together. Filters of
ground choose the cases, filters of visits the knocks that are looked at.
"""

from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from canvass.models import Knock
from canvass.rates.aapor import Cases
from canvass.rates.cases import STANDS_FOR_HOUSEHOLD
from canvass.rates.dispositions import MEANING, Disposition, OutcomeClass
from canvass.rates.leading import tier_of
from canvass.reports.counted import counted_knocks, issued_doors
from canvass.reports.filters import Filters
from turf.models import Campaign, ListedPerson

_COUNTED = [one for one in Disposition if MEANING[one].outcome_class is not None]
_LISTED = "walk_list__listed_doors"
_PERSON = f"{_LISTED}__people__person"


def count_cases(campaign: Campaign, filters: Filters, *, of_people: bool) -> Cases:
    """Count the cases of each class; whoever was never tried is UH (3.11).

    ``of_people`` where there are target people, else a case is a door.
    """
    doors = issued_doors(campaign, filters)
    knocks = counted_knocks(campaign, filters).filter(walk_list__kind="door_knock")
    if of_people:
        people = ListedPerson.objects.filter(listed_door__in=doors, is_target=True)
        how_many = people.values("person").distinct().count()
        found = _classes(_of_people(knocks), "case_person")
    else:
        how_many = doors.values("door").distinct().count()
        found = _classes(_of_doors(knocks), "door_id")
    counts = {one: found.get(one.value, 0) for one in OutcomeClass}
    never = how_many - sum(counts.values())
    return Cases(
        interviews=counts[OutcomeClass.I],
        partials=counts[OutcomeClass.P],
        refusals=counts[OutcomeClass.R],
        non_contacts=counts[OutcomeClass.NC],
        others=counts[OutcomeClass.O],
        unknown_homes=counts[OutcomeClass.UH] + never,
        unknown_others=counts[OutcomeClass.UO],
        not_eligible=counts[OutcomeClass.NE],
    )


def _of_people(knocks: QuerySet[Knock]) -> QuerySet[Any]:
    """Give a row for each result and each target person at whose door it was noted."""
    stands = Q(results__person=F(_PERSON)) | Q(
        results__person__isnull=True, results__disposition__in=STANDS_FOR_HOUSEHOLD
    )
    rows: QuerySet[Any] = knocks.filter(
        Q(**{f"{_LISTED}__people__is_target": True}), **{f"{_LISTED}__door": F("door")}
    ).annotate(
        case_person=F(_PERSON),
        found=Case(
            When(stands, then=F("results__disposition")),
            When(answered=True, then=Value(Disposition.OTHER_PERSON.value)),
            default=Value(Disposition.NOT_HOME.value),
            output_field=CharField(),
        ),
    )
    return rows


def _of_doors(knocks: QuerySet[Knock]) -> QuerySet[Any]:
    rows: QuerySet[Any] = knocks.annotate(found=F("results__disposition"))
    return rows


def _classes(rows: QuerySet[Any], case: str) -> dict[str, int]:
    """Choose the leading row of each ``case``, and count the cases by class."""
    # Where the answer rules the words out, admission has seen to it that there is no such row.
    tiers = [
        When(found=one.value, answered=answered, then=Value(tier_of(one, answered)))
        for one in _COUNTED
        for answered in sorted(MEANING[one].answered)
    ]
    precedence = [When(found=one.value, then=Value(rank)) for rank, one in enumerate(Disposition)]
    classes = [
        When(found=one.value, then=Value(str(MEANING[one].outcome_class))) for one in _COUNTED
    ]
    leading = (
        rows.filter(found__in=_COUNTED)
        .order_by()
        .annotate(
            tier=Case(*tiers, output_field=IntegerField()),
            rank=Case(*precedence, output_field=IntegerField()),
            outcome=Case(*classes, output_field=CharField()),
        )
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=[F(case)],
                order_by=[
                    F("tier").asc(),
                    F("corrected_at").desc(),
                    F("device").desc(),
                    F("device_seq").desc(),
                    F("rank").asc(),
                ],
            )
        )
        .values("outcome", "place")
    )
    inner, params = leading.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT outcome, count(*) FROM ({inner}) AS finding"  # noqa: S608
            " WHERE place = 1 GROUP BY outcome",
            params,
        )
        return dict(cursor.fetchall())
