"""Phones as JSON."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from canvass.models import Device, DeviceToken
from canvass.models.device import DeviceState
from turf.api.filters import LARGEST_ID
from turf.api.openapi import name_choices

name_choices(DeviceState)

LONGEST_NAME = 100


class OnDeviceOut(serializers.ModelSerializer):
    """A person on a phone; one whose way in was revoked only delivers."""

    member = serializers.IntegerField(source="membership_id")
    chosen_name = serializers.CharField(source="membership.user.get_short_name")

    class Meta:
        model = DeviceToken
        fields = ["member", "chosen_name", "revoked_at"]
        read_only_fields = fields


class DeviceOut(serializers.ModelSerializer):
    """A phone, who is on it, when it synced last and what it says it has not sent."""

    people = OnDeviceOut(source="tokens", many=True, read_only=True)

    class Meta:
        model = Device
        fields = [
            "id",
            "name",
            "state",
            "people",
            "app_version",
            "last_sync_at",
            "unsent_reported",
            "revoked_at",
            "wiped_at",
        ]
        read_only_fields = fields


class NameIn(serializers.Serializer):
    """What a phone is to be called."""

    name = serializers.CharField(max_length=LONGEST_NAME)


class PersonIn(serializers.Serializer):
    """Who is to use the phone no more."""

    member = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)


class OwnDeviceOut(serializers.ModelSerializer):
    """A phone as who is on it sees it: since when, and whether it is the one that asks.

    From ``revoked_at`` on it only delivers what they did.
    """

    enrolled_at = serializers.SerializerMethodField()
    revoked_at = serializers.SerializerMethodField()
    is_this = serializers.SerializerMethodField()

    class Meta:
        model = Device
        fields = [
            "id",
            "name",
            "state",
            "app_version",
            "last_sync_at",
            "enrolled_at",
            "revoked_at",
            "is_this",
        ]
        read_only_fields = fields

    def get_enrolled_at(self, device: Any) -> datetime:
        """When the newest token was made."""
        made: datetime = device.own_tokens[0].created
        return made

    def get_revoked_at(self, device: Any) -> datetime | None:
        """When it was revoked, or the phone as a whole."""
        revoked: datetime | None = device.own_tokens[0].revoked_at
        return revoked or device.revoked_at

    def get_is_this(self, device: Any) -> bool:
        """Whether it asks."""
        asking = getattr(self.context["request"].auth, "device_id", None)
        return bool(device.pk == asking)
