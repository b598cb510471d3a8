"""How script versions and what the gate says of them are asked for and told."""

from typing import Any

from rest_framework import serializers

from canvass.api.list_review_schema import LONGEST_REASON
from canvass.api.serializers import QuestionOut, ScriptVersionOut
from canvass.models import GateDecision, GateRecord, MaterialKind
from canvass.models import Material as Stored
from canvass.models.gate import WhyClosed
from canvass.models.material import WRITTEN
from canvass.scripts.gate.findings import Level
from canvass.scripts.gate.settings import Material
from canvass.scripts.piece import LONGEST_TEXT, LONGEST_TITLE
from turf.api.openapi import name_choices

name_choices(GateDecision, MaterialKind, WhyClosed, WrittenKind=list(WRITTEN.items()))

MOST_ANSWERS = 200
LONGEST_ANSWER = 2_000
MOST_TEXTS = 100


class ScriptIn(serializers.Serializer):
    """A script: name, languages, first, questions, cards; all that is wrong is told at once."""

    campaign = serializers.SlugField(max_length=50)
    content = serializers.DictField()


class JudgedQuestion(QuestionOut):
    """A question with what its author declares of it."""

    class Meta(QuestionOut.Meta):
        fields = [*QuestionOut.Meta.fields, "about", "step"]


class VersionOut(ScriptVersionOut):
    """A version with where it stands; only what is open may be handed out."""

    campaign: Any = serializers.SlugRelatedField(
        source="script.campaign", slug_field="slug", read_only=True
    )
    questions: Any = JudgedQuestion(many=True)
    is_open = serializers.BooleanField()
    is_fallback = serializers.BooleanField()

    class Meta(ScriptVersionOut.Meta):
        fields = [*ScriptVersionOut.Meta.fields, "campaign", "is_open", "is_fallback"]
        fields += ["published_at", "withdrawn_at"]
        read_only_fields = fields


class FindingOut(serializers.Serializer):
    """One thing found, at its place; a block is approved by nobody, a warn is for a person."""

    level = serializers.ChoiceField(choices=[(one.value, one.value) for one in Level])
    code = serializers.CharField()
    message = serializers.CharField()
    place = serializers.CharField()
    excerpt = serializers.CharField(allow_blank=True)


class GateReportOut(serializers.Serializer):
    """What the check found; it finds words and structure, not intent."""

    findings = FindingOut(many=True)
    is_blocked = serializers.BooleanField()
    content_hash = serializers.CharField()
    ballot_hash = serializers.CharField()
    exempted = serializers.ListField(child=serializers.CharField())
    rules_version = serializers.CharField()
    about_itself = serializers.CharField()


class DecisionIn(serializers.Serializer):
    """What is decided about a text; a rejection needs its reason."""

    decision = serializers.ChoiceField(choices=GateDecision.choices)
    reason = serializers.CharField(max_length=LONGEST_REASON, default="", allow_blank=True)


class GateRecordOut(serializers.ModelSerializer):
    """One decision; an approval holds until it was closed."""

    findings = FindingOut(many=True)
    exempted = serializers.ListField(child=serializers.CharField())
    closed_because = serializers.ChoiceField(choices=WhyClosed.choices, allow_blank=True)

    class Meta:
        model = GateRecord
        fields = ["id", "kind", "script_version", "material", "content_hash", "ballot_hash"]
        fields += ["rules_version", "findings", "exempted", "decision", "reason", "decided_at"]
        fields += ["closed_at", "closed_because"]
        read_only_fields = fields


class AnswerValue(serializers.JSONField):
    """An answer as a phone sends it: a text, a number, yes or no, several of them, or nothing."""

    def to_internal_value(self, data: Any) -> Any:
        """Read it; several are a tuple."""
        several = data if isinstance(data, list) else [data]
        plain = str | int | float | bool | None
        if len(several) > MOST_ANSWERS or not all(isinstance(one, plain) for one in several):
            raise serializers.ValidationError("Give a text, a number, true, false, null or a list.")
        return tuple(str(one) for one in data) if isinstance(data, list) else data


class PathIn(serializers.Serializer):
    """Made-up answers by question's key."""

    answers: Any = serializers.DictField(child=AnswerValue(allow_null=True), default=dict)


class PathOut(serializers.Serializer):
    """The keys met, the required question it stops at, and answers that do not fit."""

    path = serializers.ListField(child=serializers.CharField())
    waits_for = serializers.CharField(allow_null=True)
    completeness = serializers.CharField()
    strays = serializers.ListField(child=serializers.CharField())
    misfits = serializers.ListField(child=serializers.CharField())


class PassageIn(serializers.Serializer):
    """One text in one language, judged to the letter; ``place`` says where it stands."""

    place = serializers.CharField(max_length=100, trim_whitespace=False)
    language = serializers.CharField(max_length=10, trim_whitespace=False)
    text = serializers.CharField(max_length=LONGEST_TEXT, trim_whitespace=False)


class MaterialIn(serializers.Serializer):
    """Texts to be judged together: a flyer, a card, a briefing, a petition."""

    campaign = serializers.SlugField(max_length=50)
    material = serializers.ChoiceField(choices=[(one.value, one.value) for one in Material])
    texts = serializers.ListField(child=PassageIn(), max_length=MOST_TEXTS)


class MaterialDraft(serializers.Serializer):
    """A piece of written material, its text by language."""

    campaign = serializers.SlugField(max_length=50)
    kind = serializers.ChoiceField(choices=list(WRITTEN.items()))
    title = serializers.CharField(max_length=LONGEST_TITLE)
    texts = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_TEXT), allow_empty=False
    )


class MaterialOut(serializers.ModelSerializer):
    """A piece as stored, with where it stands; only what is open may be handed out."""

    campaign: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    texts = serializers.DictField(child=serializers.CharField())
    is_open = serializers.BooleanField()

    class Meta:
        model = Stored
        fields = ["id", "campaign", "kind", "title", "texts", "content_hash", "is_open"]
        fields += ["published_at", "withdrawn_at"]
        read_only_fields = fields
