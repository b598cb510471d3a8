"""Lets people take part in one proposal a day."""

from collections.abc import Sequence
from datetime import date

from canvass.models import ProposalDay
from turf.models import Membership
from turf.transactions import writing


@writing()
def admit_once_a_day(*, members: Sequence[Membership], day: date) -> set[int]:
    """Return who of ``members`` (ids) took part in no proposal of ``day`` yet; now they did.

    Asked twice about one person, the solver would tell of them what it must not: the first answer
    of a day is the only one. Nothing of what they declared is looked at. The caller holds the rows
    of ``members``.
    """
    ids = [one.pk for one in members]
    before = ProposalDay.objects.filter(membership__in=ids, day__gte=day)
    fresh = set(ids).difference(before.values_list("membership", flat=True))
    ProposalDay.objects.bulk_create(
        [
            ProposalDay(organization_id=one.organization_id, membership=one, day=day)
            for one in members
            if one.pk in fresh
        ],
        update_conflicts=True,
        unique_fields=["membership"],
        update_fields=["day"],
    )
    return fresh
