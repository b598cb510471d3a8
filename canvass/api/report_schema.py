"""What may be asked of a report, and what its JSON holds."""

from typing import Any

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
from canvass.reports.filters import Filters
from canvass.services.exports.check_recipient import CANVASS, OWN_USE, Recipient
from turf.models import Membership

LARGEST_ID = 2**63 - 1
MOST_ROUNDS = 2**15 - 1
MOST_VALUES = 200
"""Values of one filter; a query of more is not a person's."""


def several(child: serializers.Field) -> serializers.ListField:
    """Make a parameter that may be given several times, or left out."""
    return serializers.ListField(child=child, max_length=MOST_VALUES, default=list)


class ContactRatesAsked(serializers.Serializer):
    """The parameters of the question; repeated ones widen it. The same on screen, API and export.

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
    turf = several(serializers.IntegerField(min_value=1, max_value=LARGEST_ID))
    precinct = several(serializers.CharField(max_length=50))
    round = several(serializers.IntegerField(min_value=1, max_value=MOST_ROUNDS))
    script = several(serializers.IntegerField(min_value=1, max_value=LARGEST_ID))
    language = several(serializers.CharField(max_length=10))
    first_day = serializers.DateField(required=False)
    last_day = serializers.DateField(required=False)
    recipient = serializers.CharField(default=OWN_USE, help_text="who gets the file")
    recipient_kind = serializers.ChoiceField(
        choices=RecipientKind.values,
        required=False,
        help_text="what they are; needed for anything but own use",
    )
    purpose = serializers.CharField(default=CANVASS, help_text="what the file is for")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse parameters that nobody knows."""
        known = [*self.fields, "format"]
        unknown = sorted(set(self.initial_data) - set(known))
        if unknown:
            says = f"There is no filter of this name; there are {', '.join(known)}."
            raise serializers.ValidationError({name: says for name in unknown})
        return attrs

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
        """What part was asked. Raises DatesReversed."""
        asked: dict[str, Any] = self.validated_data
        return Filters(
            turfs=tuple(asked["turf"]),
            precincts=tuple(asked["precinct"]),
            rounds=tuple(asked["round"]),
            scripts=tuple(asked["script"]),
            languages=tuple(asked["language"]),
            first_day=asked.get("first_day"),
            last_day=asked.get("last_day"),
        )

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
    rows = RateRowOut(many=True)
    total = RateRowOut()
    outcomes = OutcomesOut(allow_null=True)
    notes = serializers.ListField(child=serializers.CharField())


class SnapshotOut(serializers.Serializer):
    """Where a report is kept; ``sha256`` is that of its bytes."""

    id = serializers.UUIDField()
    sha256 = serializers.CharField()
    as_of = serializers.DateTimeField()
    url = serializers.CharField()
