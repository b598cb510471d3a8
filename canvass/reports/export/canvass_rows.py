"""What came of each person at each knock that stands, one by one: never all at once in memory."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet

from canvass.models import Response, Result
from canvass.rates.dispositions import Disposition, is_contact
from canvass.reports.counted import counted_knocks
from canvass.reports.filters import Filters
from turf.models import Campaign

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class CanvassRow:
    """One result of one person, whom the voter or member file knows by ``person_key``.

    ``responses`` are the answers by the key of their question.
    """

    person_key: str
    at: datetime
    day: date
    disposition: Disposition
    answered: bool
    responses: dict[str, Any]

    @property
    def is_contact(self) -> bool:
        """Whether somebody answered at it."""
        return is_contact(self.disposition, answered=self.answered)


def canvass_rows(campaign: Campaign, filters: Filters) -> Generator[CanvassRow, None, None]:
    """Give the results of named people in the order in which they came.

    Results of the household as a whole are nobody's in particular, and are left out. Whoever stops
    in the middle closes the iterator, and with it the database's cursor.
    """
    results: QuerySet[Any] = (
        Result.objects.filter(
            knock__in=counted_knocks(campaign, filters).values("pk"), person__isnull=False
        )
        .exclude(disposition=Disposition.WITHDRAWN)
        .order_by("pk")
        .values_list(
            "pk",
            "person__key",
            "knock__corrected_at",
            "knock__local_day",
            "disposition",
            "knock__answered",
        )
    )
    with closing(cast(Generator[Any, None, None], results.iterator(chunk_size=CHUNK))) as found:
        chunk: list[tuple[Any, ...]] = []
        for row in found:
            chunk.append(row)
            if len(chunk) == CHUNK:
                yield from _with_responses(chunk)
                chunk = []
        yield from _with_responses(chunk)


def question_keys(campaign: Campaign) -> list[str]:
    """Name every question that was answered in ``campaign``, in order."""
    keys = (
        Response.objects.for_organization(campaign.organization_id)
        .filter(result__knock__campaign=campaign)
        .order_by("question__key")
        .values_list("question__key", flat=True)
        .distinct()
    )
    return list(keys)


def _with_responses(chunk: list[tuple[Any, ...]]) -> Iterator[CanvassRow]:
    answers: dict[int, dict[str, Any]] = {row[0]: {} for row in chunk}
    of_chunk = Response.objects.filter(result__in=list(answers))
    for result, key, value in of_chunk.values_list("result", "question__key", "value"):
        answers[result][key] = value
    for pk, person_key, at, day, disposition, answered in chunk:
        yield CanvassRow(person_key, at, day, Disposition(disposition), answered, answers[pk])
