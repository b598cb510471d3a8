"""How what waits is narrowed."""

from datetime import timedelta

from django.db.models import CharField, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Lower, Replace
from django.utils import timezone
from django_filters.rest_framework import CharFilter, ChoiceFilter, FilterSet, UUIDFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from canvass.models import QuarantinedItem
from canvass.models.intake import HoldState
from turf.api.filters import WholeNumber
from turf.models import WalkList

MOST_DAYS = 36_500


class QuarantineFilters(FilterSet):
    """Items by state, code, phone, sender, campaign, and how long they wait."""

    state = ChoiceFilter(choices=HoldState.choices)
    code = CharFilter("code", label="why it waits")
    device = UUIDFilter("device_id", label="id of the phone")
    member = WholeNumber("membership_id", label="id of who sent it")
    campaign = CharFilter(
        method="on_lists_of", label="slug of the campaign of its list, where that can be read"
    )
    older_than_days = extend_schema_field(OpenApiTypes.INT)(
        WholeNumber(method="waiting_longer", most=MOST_DAYS, label="waits so many days or more")
    )

    class Meta:
        model = QuarantinedItem
        fields = ["state", "code", "device", "member", "campaign", "older_than_days"]

    def on_lists_of(self, items: QuerySet, name: str, slug: str) -> QuerySet:
        """Keep items whose document names a list of the campaign ``slug``.

        Both sides are compared as digits alone: one database writes a UUID with hyphens.
        """
        own = WalkList.objects.filter(
            organization=self.request.membership.organization_id, campaign__slug=slug
        )
        told = Lower(Cast(KeyTextTransform("walk_list", "document"), CharField()))
        return items.annotate(told_list=_digits(told)).filter(
            told_list__in=own.annotate(digits=_digits(Cast("id", CharField()))).values("digits")
        )

    def waiting_longer(self, items: QuerySet, name: str, days: int) -> QuerySet:
        """Keep what still waits and came at least ``days`` days ago."""
        return items.filter(
            state__in=[HoldState.HELD, HoldState.QUARANTINED],
            received_at__lte=timezone.now() - timedelta(days=days),
        )


def _digits(text: Lower | Cast) -> Replace:
    return Replace(text, Value("-"), Value(""))
