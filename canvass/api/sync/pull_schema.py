"""What may be asked of a pull, and what its documents hold, for the API's description."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from canvass.api.serializers import ListedDoorOut, ScriptVersionOut
from canvass.api.sync.headers import CLIENT_SCHEMA, SENT_AT
from canvass.api.sync.push_schema import WhyWaiting
from canvass.documents.door_states import DONE, LEFT
from canvass.models import Collection, NoticeKind
from canvass.models.assignment import AssignmentState
from canvass.models.intake import HoldState
from canvass.sync.facts import ACCESS, HAZARDS
from turf.models.walk_list import ListKind

STATE_HASH = "X-Sync-State-Hash"
LEAST, MOST, USUAL = 1, 500, 200
BOUNDS = f"Ask for {LEAST} to {MOST} documents, in digits."


class PullAsked(serializers.Serializer):
    """How much is asked. A checkpoint is no field of it: none is ever refused."""

    limit = serializers.IntegerField(
        min_value=LEAST,
        max_value=MOST,
        default=USUAL,
        error_messages={
            "min_value": BOUNDS,
            "max_value": BOUNDS,
            "invalid": BOUNDS,
            "max_string_length": BOUNDS,
        },
    )


PARAMETERS: list[Any] = [
    OpenApiParameter(
        "collection", str, OpenApiParameter.PATH, enum=[one.value for one in Collection]
    ),
    OpenApiParameter(
        "checkpoint", str, description="as it was given, as JSON; anything else reads all anew"
    ),
    PullAsked,
    OpenApiParameter(
        STATE_HASH, str, OpenApiParameter.HEADER, description="what the phone holds, in hex digits"
    ),
    OpenApiParameter(CLIENT_SCHEMA, int, OpenApiParameter.HEADER),
    OpenApiParameter(SENT_AT, str, OpenApiParameter.HEADER, description="phone's clock"),
]


@extend_schema_field({"type": "boolean", "enum": [True]})
class Gone(serializers.BooleanField):
    """True: by this a tombstone is told from a document."""


class Tombstone(serializers.Serializer):
    """A document that is no longer the phone's."""

    id = serializers.CharField()
    revision = serializers.IntegerField()
    _deleted = Gone()


class Document(serializers.Serializer):
    """What every document has."""

    id = serializers.CharField()
    revision = serializers.IntegerField()
    _deleted = serializers.BooleanField()


class LoanDocument(serializers.Serializer):
    """The loan by which a list is held."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=AssignmentState.choices)
    offered_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class PastKnock(serializers.Serializer):
    """What came of a former round at this door."""

    day = serializers.DateField()
    disposition = serializers.CharField()


class StopDocument(ListedDoorOut):
    """A stop, with what came of former rounds and what is so there, in codes."""

    past = PastKnock(many=True)
    hazards = serializers.ListField(child=serializers.ChoiceField(choices=sorted(HAZARDS)))
    access = serializers.ListField(child=serializers.ChoiceField(choices=sorted(ACCESS)))

    class Meta(ListedDoorOut.Meta):
        fields = [*ListedDoorOut.Meta.fields, "past", "hazards", "access"]


class LiteratureDocument(serializers.Serializer):
    """What is left at doors: one exact text, by language."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    texts = serializers.DictField(child=serializers.CharField())


class WalkListDocument(Document):
    """A whole walk list: all that a walk without a network needs; an offered one names nobody."""

    number = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=ListKind.choices)
    campaign = serializers.CharField()
    source_code = serializers.CharField()
    minutes = serializers.FloatField()
    walk_m = serializers.FloatField()
    asks_distance = serializers.BooleanField()
    loan = LoanDocument()
    outline = serializers.DictField()
    streets = serializers.ListField(child=serializers.DictField())
    stops = StopDocument(many=True)
    script = ScriptVersionOut(allow_null=True)
    fallback_script = ScriptVersionOut(allow_null=True)
    literature = LiteratureDocument(allow_null=True)
    mailbox_rule = serializers.DictField(child=serializers.CharField(), allow_null=True)


class DoorStateDocument(Document):
    """Whether a door was worked; ``at`` is null where it was left again."""

    walk_list = serializers.UUIDField()
    door = serializers.IntegerField()
    state = serializers.ChoiceField(choices=[DONE, LEFT])
    at = serializers.DateTimeField(allow_null=True)


class NoticeDocument(Document):
    """What somebody has to know at once."""

    kind = serializers.ChoiceField(choices=NoticeKind.choices)
    walk_list = serializers.UUIDField(allow_null=True)
    door = serializers.IntegerField(allow_null=True)
    person = serializers.IntegerField(allow_null=True)
    text = serializers.CharField(allow_blank=True)
    made_at = serializers.DateTimeField()


class KnockDocument(Document):
    """A knock as it was sent, and what became of it; what was not sent is null."""

    device_seq = serializers.IntegerField(allow_null=True)
    walk_list = serializers.CharField(allow_null=True)
    door = serializers.IntegerField(allow_null=True)
    answered = serializers.BooleanField(allow_null=True)
    results = serializers.ListField(allow_null=True)
    knocked_at = serializers.CharField(allow_null=True)
    script_version = serializers.IntegerField(allow_null=True)
    note = serializers.CharField(allow_null=True)
    left_literature = serializers.BooleanField(allow_null=True)
    come_back_at = serializers.CharField(allow_null=True)
    language_needed = serializers.CharField(allow_null=True)
    batch = serializers.CharField(allow_null=True)
    monotonic_ms = serializers.IntegerField(allow_null=True)
    supersedes = serializers.CharField(allow_null=True)
    off_m = serializers.FloatField(allow_null=True)
    accuracy_m = serializers.FloatField(allow_null=True)
    do_not_knock = serializers.BooleanField(allow_null=True)
    closes_building = serializers.BooleanField(allow_null=True)
    hazards = serializers.ListField(allow_null=True)
    access = serializers.ListField(allow_null=True)
    sync_state = serializers.ChoiceField(choices=HoldState.choices)
    sync_error = WhyWaiting(allow_null=True)


class CheckpointOut(serializers.Serializer):
    """How far the phone has read; to be given back as it is."""

    epoch = serializers.UUIDField()
    seq = serializers.IntegerField()
    scope = serializers.CharField()
    backfill = serializers.IntegerField(allow_null=True)


class PulledPage(serializers.Serializer):
    """Documents of the collection asked, in the order of their changes."""

    documents = PolymorphicProxySerializer(
        component_name="PulledDocument",
        serializers=[
            WalkListDocument,
            DoorStateDocument,
            NoticeDocument,
            KnockDocument,
            Tombstone,
        ],
        resource_type_field_name=None,
        many=True,
    )
    checkpoint = CheckpointOut()
