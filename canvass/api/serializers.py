"""Walk lists and loans as JSON: the only place where people's names leave by the API."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from canvass.models import Assignment, Question, ScriptVersion
from canvass.models.assignment import AssignmentState
from canvass.models.script import QuestionKind
from turf.api.drawing import Drawing
from turf.api.openapi import name_choices
from turf.models import ListedDoor, ListedPerson, WalkList
from turf.models.walk_list import ListKind, ListState
from turf.querysets import STANDING_LOANS

name_choices(AssignmentState, ListKind, ListState, QuestionKind)


class TargetOut(serializers.ModelSerializer):
    """Somebody to be reached: a name and a language, and the id that a result names."""

    id = serializers.IntegerField(source="person_id")
    given_name = serializers.CharField(source="person.given_name")
    family_name = serializers.CharField(source="person.family_name")
    language = serializers.CharField(source="person.language")

    class Meta:
        model = ListedPerson
        fields = ["id", "given_name", "family_name", "language"]


class ListedDoorOut(serializers.ModelSerializer):
    """A stop as it was frozen; of residents who are no targets only their number is told."""

    street = serializers.CharField(source="street_name")
    targets = serializers.SerializerMethodField()
    others = serializers.SerializerMethodField()

    class Meta:
        model = ListedDoor
        fields = [
            "position",
            "door",
            "building",
            "address",
            "unit",
            "floor",
            "street",
            "side",
            "lon",
            "lat",
            "worked_at",
            "language",
            "targets",
            "others",
        ]

    @extend_schema_field(TargetOut(many=True))
    def get_targets(self, stop: ListedDoor) -> Any:
        """List the people to be reached, to whoever may see them."""
        shown = stop.people.all() if self.shows_people else ()
        return TargetOut([one for one in shown if one.is_target], many=True).data

    def get_others(self, stop: ListedDoor) -> int:
        """Count the other residents, or all where none is named."""
        return sum(not (one.is_target and self.shows_people) for one in stop.people.all())

    @property
    def shows_people(self) -> bool:
        """Tell whether targets are named: not to a lead, who never reads the people file."""
        return bool(self.context.get("shows_people", True))


class WalkListOut(serializers.ModelSerializer):
    """A walk list without its doors."""

    campaign: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = WalkList
        fields = [
            "id",
            "campaign",
            "number",
            "name",
            "kind",
            "state",
            "door_count",
            "walk_m",
            "minutes",
            "frozen_at",
            "source_code",
            "continues",
            "held_at",
        ]


class WholeWalkListOut(WalkListOut):
    """A walk list as a phone takes it: outline, streets, and stops in walking order."""

    outline = Drawing()
    stops = ListedDoorOut(source="listed_doors", many=True)

    class Meta(WalkListOut.Meta):
        fields = [*WalkListOut.Meta.fields, "outline", "streets", "stops"]


class AssignmentOut(serializers.ModelSerializer):
    """A loan of a list; ``seconds_left`` is by the server's clock, 0 once it is over.

    To who holds it, it is offered until they took it up themselves, whatever their partner did.
    """

    walk_list_number = serializers.IntegerField(source="walk_list.number")
    walk_list_name = serializers.CharField(source="walk_list.name")
    state = serializers.SerializerMethodField()
    seconds_left = serializers.SerializerMethodField()

    class Meta:
        model = Assignment
        fields = [
            "id",
            "walk_list",
            "walk_list_number",
            "walk_list_name",
            "state",
            "offered_at",
            "expires_at",
            "seconds_left",
            "script_version",
            "literature",
            "is_on_paper",
        ]

    @extend_schema_field(serializers.ChoiceField(choices=AssignmentState.choices))
    def get_state(self, assignment: Assignment) -> str:
        """Tell how it stands with whoever asks for their own."""
        own_accepted_at = getattr(assignment, "own_accepted_at", assignment.offered_at)
        is_open = own_accepted_at is None and assignment.state in STANDING_LOANS
        return AssignmentState.OFFERED if is_open else assignment.state

    def get_seconds_left(self, assignment: Assignment) -> int:
        """Count the whole seconds until it expires."""
        left = assignment.expires_at - timezone.now()
        return max(0, left // timedelta(seconds=1))


class QuestionOut(serializers.ModelSerializer):
    """A question in every language, and where each answer leads."""

    wording = serializers.DictField(child=serializers.CharField())
    choices = serializers.ListField(child=serializers.DictField())
    next_by_answer = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = Question
        fields = [
            "key",
            "position",
            "kind",
            "wording",
            "choices",
            "next_by_answer",
            "next_key",
            "is_required",
        ]


class ScriptVersionOut(serializers.ModelSerializer):
    """One exact text of a script, whole: enough to work without a network."""

    name = serializers.CharField(source="script.name")
    languages = serializers.ListField(child=serializers.CharField())
    questions = QuestionOut(many=True)

    class Meta:
        model = ScriptVersion
        fields = [
            "id",
            "name",
            "number",
            "languages",
            "first",
            "cards",
            "content_hash",
            "questions",
        ]


class AssignmentWithScriptOut(AssignmentOut):
    """A loan with the script to be read."""

    script = ScriptVersionOut(source="script_version", allow_null=True)

    class Meta(AssignmentOut.Meta):
        fields = [*AssignmentOut.Meta.fields, "script"]
