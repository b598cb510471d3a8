"""Members as JSON: a chosen name and a role, and nothing else of a person."""

from rest_framework import serializers

from canvass.api.enrolment.schema import NewCodeOut
from canvass.services.members.name_account import LONGEST_USERNAME
from turf.api.openapi import name_choices
from turf.models import Membership, Role

name_choices(Role)


class MemberOut(serializers.ModelSerializer):
    """A member."""

    chosen_name = serializers.CharField(source="user.get_short_name")

    class Meta:
        model = Membership
        fields = ["id", "chosen_name", "role", "is_active"]
        read_only_fields = fields


class InviteIn(serializers.Serializer):
    """Who is to come, as they want to be called; ``username`` for those who sign in at a desk.

    What they sign in by is told in the answer: the organization's short name stands behind it.
    """

    chosen_name = serializers.CharField(max_length=100)
    role = serializers.ChoiceField(choices=Role.choices)
    username = serializers.RegexField(
        r"^[\w.@+-]*$", max_length=LONGEST_USERNAME, required=False, default=""
    )


class InvitedOut(serializers.Serializer):
    """The new member, what they sign in by, and a code for phone or first password, this once."""

    member = MemberOut()
    username = serializers.CharField(source="member.user.username")
    code = NewCodeOut()


class RoleIn(serializers.Serializer):
    """What somebody does from now on."""

    role = serializers.ChoiceField(choices=Role.choices)
