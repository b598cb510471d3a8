"""What a hand-out is asked with, and who can be named in it."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from turf.api.edit_serializers import LARGEST_NUMBER, Id
from turf.models import Membership

MOST_HOLDERS = 2
LATEST_YEAR = 2199


class HandOut(serializers.Serializer):
    """A list by its number, and who gets it: one person or a pair, by membership or by name.

    Without ``expires_at`` the loan lasts until 12 hours after the shift its holder is in now, 20
    hours where they are in none; given, it is within 14 days or by the day after the election.
    Without ``script_version`` the campaign's
    latest published one goes with it. A literature drop needs ``literature``, approved.
    """

    campaign = serializers.SlugField(max_length=50)
    number = serializers.IntegerField(min_value=1, max_value=LARGEST_NUMBER)
    holders = serializers.ListField(child=Id(), max_length=MOST_HOLDERS, default=list)
    names = serializers.ListField(
        child=serializers.CharField(max_length=150), max_length=MOST_HOLDERS, default=list
    )
    script_version = Id(required=False)
    literature = Id(required=False)
    expires_at = serializers.DateTimeField(required=False)
    is_on_paper = serializers.BooleanField(
        required=False, help_text="It goes out printed; what happens is entered afterwards."
    )

    def validate_expires_at(self, moment: datetime) -> datetime:
        """Refuse a loan that is over before it begins."""
        if moment <= timezone.now() or moment.year > LATEST_YEAR:
            raise serializers.ValidationError("Give a time to come.")
        return moment


class HolderAsked(serializers.Serializer):
    """The beginning of a name."""

    q = serializers.CharField(max_length=150, min_length=1)


class HolderOut(serializers.ModelSerializer):
    """Somebody a list can be lent to; the id is that of the membership."""

    name: Any = serializers.CharField(source="user.username")
    chosen_name = serializers.CharField(source="user.chosen_name")

    class Meta:
        model = Membership
        fields = ["id", "name", "chosen_name", "role"]
