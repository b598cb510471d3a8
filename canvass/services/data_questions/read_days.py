"""Reads what the people of a campaign noted on one day, beside what others met."""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from canvass.models import Knock, Response
from canvass.rates.data_questions.contacts import Cell
from canvass.rates.data_questions.day import Day
from canvass.reports.counted import count_knocks, counted_knocks
from canvass.reports.filters import Filters
from turf.models import Campaign, Membership
from turf.models.walk_list import ListKind

COMPARED_DAYS = 14
"""Contacts are compared with those of others on the day itself and the days before it."""

_PATHS = ("membership_id", "walk_list__round__turf_id", "local_hour")


def read_days(*, campaign: Campaign, day: date) -> dict[Membership, Day]:
    """Give for each member who knocked on ``day``, and has not left, what they noted.

    Looked at are knocks that stand, of lists to be knocked: no practice, no literature drop.
    """
    of_day = _knocks(campaign, day, day)
    knocks_of: dict[Membership, list[Knock]] = defaultdict(list)
    for knock in of_day.filter(membership__is_active=True).prefetch_related(
        "membership", Prefetch("results__responses", Response.objects.order_by("question", "pk"))
    ):
        if knock.membership:
            knocks_of[knock.membership].append(knock)
    cells = _cells(of_day, _knocks(campaign, day - timedelta(days=COMPARED_DAYS - 1), day))
    answers = {member: _answers(knocks) for member, knocks in knocks_of.items()}
    everybodys = Counter(told for theirs in answers.values() for told in theirs)
    return {
        member: Day(
            knocked_s=[knock.corrected_at.timestamp() for knock in knocks if _is_timed(knock)],
            batches=[knock.batch for knock in knocks if _is_timed(knock)],
            cells=cells[member.pk],
            answers=answers[member],
            others_answers=everybodys - Counter(answers[member]),
        )
        for member, knocks in knocks_of.items()
    }


def _knocks(campaign: Campaign, first_day: date, last_day: date) -> QuerySet[Knock]:
    return (
        counted_knocks(campaign, Filters(first_day=first_day, last_day=last_day))
        .filter(walk_list__kind=ListKind.DOOR_KNOCK)
        .order_by("corrected_at", "device", "device_seq")
    )


def _is_timed(knock: Knock) -> bool:
    """Whether it says when somebody stood there: a correction, or a clock that is off, does not."""
    return knock.supersedes is None and not knock.is_clock_off


def _answers(knocks: Sequence[Knock]) -> list[Hashable]:
    """Give for each knock at which anything was answered all that was."""
    told = (
        tuple(
            (response.question_id, json.dumps(response.value, sort_keys=True))
            for result in knock.results.all()
            for response in result.responses.all()
        )
        for knock in knocks
    )
    return [answers for answers in told if answers]


def _cells(of_day: QuerySet[Knock], compared: QuerySet[Knock]) -> dict[int, list[Cell]]:
    """Give for each member their turfs and hours of the day, each with what others met there."""
    turfs = of_day.values("walk_list__round__turf")
    known = count_knocks(compared.filter(walk_list__round__turf__in=turfs), _PATHS)
    sums: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for (_, *place), counts in known.items():
        sums[tuple(place)].update(counts)
    cells: dict[int, list[Cell]] = defaultdict(list)
    for (member, *place), own in count_knocks(of_day, _PATHS).items():
        all_own, everybodys = known[member, *place], sums[tuple(place)]
        cells[member].append(
            Cell(
                attempts=own["attempts"],
                contacts=own["contacts"],
                others_attempts=everybodys["attempts"] - all_own["attempts"],
                others_contacts=everybodys["contacts"] - all_own["contacts"],
            )
        )
    return cells
