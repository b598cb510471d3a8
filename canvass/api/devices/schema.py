"""Phones as JSON."""

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
    chosen_name = serializers.CharField(source="user.get_short_name")

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
