"""What may be asked of a report, and what its JSON holds."""

from typing import Any

from rest_framework import serializers

from canvass.reports.breakdown import Breakdown
from canvass.reports.filters import Filters

LARGEST_ID = 2**63 - 1
MOST_ROUNDS = 2**15 - 1
MOST_VALUES = 200
"""Values of one filter; a query of more is not a person's."""


def several(child: serializers.Field) -> serializers.ListField:
    """Make a parameter that may be given several times, or left out."""
    return serializers.ListField(child=child, max_length=MOST_VALUES, default=list)


class ContactRatesAsked(serializers.Serializer):
    """The parameters of the question; repeated ones widen it."""

    campaign = serializers.SlugField(help_text="slug of the campaign")
    by = serializers.ChoiceField(
        choices=[by.value for by in Breakdown], required=False, help_text="what a row stands for"
    )
    turf = several(serializers.IntegerField(min_value=1, max_value=LARGEST_ID))
    precinct = several(serializers.CharField(max_length=50))
    round = several(serializers.IntegerField(min_value=1, max_value=MOST_ROUNDS))
    script = several(serializers.IntegerField(min_value=1, max_value=LARGEST_ID))
    first_day = serializers.DateField(required=False)
    last_day = serializers.DateField(required=False)

    @property
    def breakdown(self) -> Breakdown | None:
        """By what it was asked; None for the whole alone."""
        by = self.validated_data.get("by")
        return Breakdown(by) if by else None

    @property
    def filters(self) -> Filters:
        """What part was asked. Raises DatesReversed."""
        asked: dict[str, Any] = self.validated_data
        return Filters(
            turfs=tuple(asked["turf"]),
            precincts=tuple(asked["precinct"]),
            rounds=tuple(asked["round"]),
            scripts=tuple(asked["script"]),
            first_day=asked.get("first_day"),
            last_day=asked.get("last_day"),
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
    """One line: ``key`` is a row's id, a day, an hour or a number, null for none of them."""

    key = serializers.JSONField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]
    counts = serializers.DictField()
    rates = RateOut(many=True)


class ContactRatesOut(serializers.Serializer):
    """A report as of one moment; rows need not add up to the total, and ``notes`` say so."""

    campaign = serializers.CharField()
    by = serializers.ChoiceField(choices=[by.value for by in Breakdown], allow_null=True)
    as_of = serializers.DateTimeField()
    sync_completeness = CompletenessOut()
    out_of_hours = serializers.IntegerField(help_text="of the knocks; they count")
    held_for_review = serializers.IntegerField(help_text="of the knocks; they count")
    script_withdrawn = serializers.IntegerField(help_text="of the knocks; they count")
    rows = RateRowOut(many=True)
    total = RateRowOut()
    notes = serializers.ListField(child=serializers.CharField())
