"""How views describe themselves: what every one may answer, and in which forms."""

from collections.abc import Collection
from inspect import getdoc
from typing import Any

from django.db.models import TextChoices
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from turf.api.asking import ORGANIZATION_HEADER, StaffSessions
from turf.api.geojson import GeoJSONRenderer
from turf.api.refusals import refusals_of

PROBLEMS = {
    "400": "Something in the request cannot be read.",
    "401": "Nobody is signed in, or no longer.",
    "403": "This role may not.",
    "404": "There is no such thing within reach.",
    "406": "Not in this form.",
}


EXAMPLES: dict[str, dict[str, Any]] = {
    "400": {
        "code": "invalid",
        "message": "Something in the request is not right.",
        "fields": {"first_day": ["Enter a valid date."]},
    },
    "401": {"code": "not_authenticated", "message": "Sign in, or send a token."},
    "403": {"code": "permission_denied", "message": "Your role may not do this."},
    "404": {"code": "not_found", "message": "There is no turf 7 here."},
    "406": {"code": "not_acceptable", "message": "Ask for one of the forms there are."},
}
_SAID_BRIEFLY = frozenset({"get", "post", "put", "patch", "delete", "retrieve"})
"""What is done to what a view is about: what it does says little without that."""


def name_choices(*choices: type[TextChoices], **parts: Collection[tuple[str, str]]) -> None:
    """Let sets of choices go by their own names in the schema, where several fields share one.

    ``parts`` are sets without a class, by the name to go by.
    """
    for one in choices:
        spectacular_settings.ENUM_NAME_OVERRIDES[one.__name__] = one.choices
    spectacular_settings.ENUM_NAME_OVERRIDES.update(parts)


class Problem(serializers.Serializer):
    """What went wrong: a code for programs, a message for people, and by field where it fits."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


class Feature(serializers.Serializer):
    """A row of the JSON answer, drawn; ``properties`` are its other fields."""

    type = serializers.ChoiceField(choices=["Feature"])
    id = serializers.JSONField()
    geometry = serializers.DictField()
    properties = serializers.DictField()


class FeatureCollection(serializers.Serializer):
    """GeoJSON of RFC 7946; a page also has its links."""

    type = serializers.ChoiceField(choices=["FeatureCollection"])
    features = Feature(many=True)
    next = serializers.URLField(allow_null=True, required=False)
    previous = serializers.URLField(allow_null=True, required=False)


class Described(AutoSchema):
    """Adds the problems to every operation, and what drawn and tabular answers look like."""

    def get_override_parameters(self) -> list[Any]:
        """Add the header that names an organization, where a session may ask."""
        given = super().get_override_parameters()
        if StaffSessions not in self.view.authentication_classes:
            return given
        header = OpenApiParameter(
            ORGANIZATION_HEADER,
            location=OpenApiParameter.HEADER,
            description="Slug of the organization, for a session with several memberships.",
        )
        return [*given, header]

    def get_description(self) -> str:  # type: ignore[override]
        """Say what the view is about, what it does, and by which codes it may be refused."""
        action = getattr(self.view, "action", None) or self.method.lower()
        about, does = getdoc(type(self.view)) or "", super().get_description() or ""
        said = [does] if about in ("", does) or action not in _SAID_BRIEFLY else [about, does]
        codes = [f"- `{code}`: {says}" for code, says in refusals_of(self.view, action).items()]
        if codes:
            said += ["May be refused by code:", "\n".join(codes)]
        return "\n\n".join(said)

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        content = bodies.get("200", {}).get("content", {})
        if GeoJSONRenderer.media_type in content:
            component = self.resolve_serializer(FeatureCollection, direction)
            content[GeoJSONRenderer.media_type] = {"schema": component.ref}
        if "text/csv" in content:
            content["text/csv"] = {"schema": {"type": "string"}}
        component = self.resolve_serializer(Problem, direction)
        for status, description in PROBLEMS.items():
            problem = {"schema": component.ref, "example": EXAMPLES[status]}
            content = {"application/json": problem}
            bodies.setdefault(status, {"content": content, "description": description})
        return bodies


class DeviceTokenScheme(KnoxTokenScheme):
    """A token of a device, in the header."""

    target_class = "turf.api.asking.DeviceTokens"
    name = "deviceToken"


class StaffSessionScheme(SessionScheme):
    """The cookie of a session."""

    target_class = "turf.api.asking.StaffSessions"
    name = "staffSession"
