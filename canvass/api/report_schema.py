"""What may be asked of a report, and what its JSON holds."""

from datetime import date
from typing import Any

from django.forms import DateField, IntegerField
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from canvass.models import RecipientKind
from canvass.reports.breakdown import (
    MOST_AT_ONCE,
    Breakdown,
    TooManyBreakdowns,
    UnknownBreakdown,
    breakdowns,
)
from canvass.reports.figures import Figures
from canvass.reports.filter_set import FilterUnreadable, ReportFilters, Several, read_filters
from canvass.reports.filters import Filters
from canvass.services.exports.check_recipient import CANVASS, OWN_USE, Recipient
from turf.models import Membership

MOST_ROWS = 100_000
_TYPES = {IntegerField: int, DateField: date}

FILTERS = [
    OpenApiParameter(
        name,
        _TYPES.get(type(one.extra["each"] if isinstance(one, Several) else one.field), str),
        description=one.label,
        many=isinstance(one, Several),
    )
    for name, one in ReportFilters.base_filters.items()
]
"""The filters of a report, as they are documented."""


class ContactRatesAsked(serializers.Serializer):
    """The parameters of the question, besides its filters. The same on screen, API and export.

    One that is not known is refused, naming those that are: left out silently it would answer
    another question than was asked.
    """

    campaign = serializers.SlugField(help_text="slug of the campaign")
    by = serializers.ListField(
        child=serializers.CharField(max_length=100),
        max_length=MOST_AT_ONCE,
        default=list,
        help_text=f"what a row stands for; several with commas between: {', '.join(Breakdown)}",
    )
    figures = serializers.ChoiceField(
        choices=[one.value for one in Figures],
        default=Figures.ALL.value,
        help_text="all, or at once those by knock alone",
    )
    limit = serializers.IntegerField(
        min_value=1, max_value=MOST_ROWS, default=MOST_ROWS, help_text="rows of JSON, at most"
    )
    offset = serializers.IntegerField(
        min_value=0, max_value=MOST_ROWS, default=0, help_text="rows of JSON to leave out before"
    )
    recipient = serializers.CharField(default=OWN_USE, help_text="who gets the file")
    recipient_kind = serializers.ChoiceField(
        choices=RecipientKind.values,
        required=False,
        help_text="what they are; needed for anything but own use",
    )
    purpose = serializers.CharField(default=CANVASS, help_text="what the file is for")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Read the filters; refuse parameters that nobody knows. Raises DatesReversed."""
        known = [*self.fields, *ReportFilters.base_filters, "format"]
        unknown = sorted(set(self.initial_data) - set(known))
        if unknown:
            says = f"There is no filter of this name; there are {', '.join(known)}."
            raise serializers.ValidationError({name: says for name in unknown})
        try:
            return attrs | {"filters": read_filters(self.initial_data)}
        except FilterUnreadable as problem:
            raise serializers.ValidationError(problem.problems) from problem

    def validate_by(self, names: list[str]) -> tuple[Breakdown, ...]:
        """Find the breakdowns."""
        try:
            return breakdowns(names)
        except (UnknownBreakdown, TooManyBreakdowns) as problem:
            raise serializers.ValidationError(str(problem)) from problem

    @property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """By what it was asked; none for the whole alone."""
        by: tuple[Breakdown, ...] = tuple(self.validated_data["by"])
        return by

    @property
    def filters(self) -> Filters:
        """What part was asked."""
        filters: Filters = self.validated_data["filters"]
        return filters

    @property
    def page(self) -> slice:
        """Which rows were asked."""
        first: int = self.validated_data["offset"]
        return slice(first, first + self.validated_data["limit"])

    def recipient_of(self, membership: Membership) -> Recipient:
        """For whom ``membership`` takes a file out."""
        kind = self.validated_data.get("recipient_kind")
        return Recipient(
            name=self.validated_data["recipient"],
            purpose=self.validated_data["purpose"],
            kind=RecipientKind(kind) if kind else None,
            made_by=membership,
        )


class RateOut(serializers.Serializer):
    """One figure with what it is made of; ``low`` and ``high`` are Wilson's 95 % interval."""

    rate = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    numerator = serializers.FloatField()
    denominator = serializers.FloatField()
    unit = serializers.CharField()
    rule = serializers.CharField()


class CompletenessOut(RateOut):
    """Knocks received of those that the phones say they made; ``waiting`` are for a person."""

    waiting = serializers.IntegerField()


class RateRowOut(serializers.Serializer):
    """One line: ``key`` is a row's id, a day, an hour or a number, null for none of them.

    By several breakdowns it is a list of those. A line about too few is withheld from roles that
    see aggregates only: it has no counts and no rates.
    """

    key = serializers.JSONField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]
    is_withheld = serializers.BooleanField()
    counts = serializers.DictField(allow_null=True)
    rates = RateOut(many=True)


class OutcomesOut(serializers.Serializer):
    """How many cases ended in each class, and AAPOR's rates of them; null for figures by knock."""

    cases = serializers.DictField(child=serializers.IntegerField())
    rates = RateOut(many=True)


BESIDE = "of the knocks; they count. Null where only figures by knock were asked for"


class ContactRatesOut(serializers.Serializer):
    """A report as of one moment; rows need not add up to the total, and ``notes`` say so."""

    campaign = serializers.CharField()
    by = serializers.CharField(allow_null=True, help_text="breakdowns, with commas between")
    as_of = serializers.DateTimeField()
    sync_completeness = CompletenessOut()
    out_of_hours = serializers.IntegerField(allow_null=True, help_text=BESIDE)
    held_for_review = serializers.IntegerField(allow_null=True, help_text=BESIDE)
    script_withdrawn = serializers.IntegerField(allow_null=True, help_text=BESIDE)
    row_count = serializers.IntegerField(help_text="rows there are, whatever the limit")
    rows = RateRowOut(many=True)
    total = RateRowOut()
    whole = RateOut(
        many=True,
        help_text="rates of the total with an interval that knows of walks, and doors an hour",
    )
    outcomes = OutcomesOut(allow_null=True)
    notes = serializers.ListField(child=serializers.CharField())


class SnapshotOut(serializers.Serializer):
    """Where a report is kept; ``sha256`` is that of its bytes."""

    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    as_of = serializers.DateTimeField()
    url = serializers.CharField()
