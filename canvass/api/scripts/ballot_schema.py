"""How races, candidates and what they answered are asked for and told."""

from typing import Any

from rest_framework import serializers

from canvass.api.scripts.schema import GateReportOut
from turf.api.edit_serializers import Id
from turf.api.openapi import name_choices
from turf.models import BallotStatus, Candidate, OwnAnswer, Race, RaceQuestion

name_choices(BallotStatus)

MOST_CANDIDATES = 200
MOST_NAMES = 20
LARGEST_SEED = 2**63 - 1
LARGEST_LIMIT = 10_000
LONGEST_ANSWER = 10_000
MOST_PLACES = 9_999


def names(longest: int) -> Any:
    """A short list of other names."""
    one = serializers.CharField(max_length=longest)
    return serializers.ListField(child=one, max_length=MOST_NAMES, default=list)


def words(longest: int) -> Any:
    """One text by language."""
    return serializers.DictField(child=serializers.CharField(max_length=longest))


class CandidateIn(serializers.Serializer):
    """Somebody who stands; of who is there already the status stays as it is."""

    name = serializers.CharField(max_length=200)
    party = serializers.CharField(max_length=100, default="", allow_blank=True)
    aliases = names(200)
    is_incumbent = serializers.BooleanField(default=False)
    ballot_status = serializers.ChoiceField(
        choices=BallotStatus.choices, default=BallotStatus.ON_BALLOT
    )
    ballot_order = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)


class RaceIn(serializers.Serializer):
    """A race with everybody who stands in it; ``order_seed`` where their order is drawn by lot."""

    campaign = serializers.SlugField(max_length=50)
    office = serializers.CharField(max_length=200)
    office_by_language: Any = serializers.DictField(
        child=serializers.CharField(max_length=200), required=False, allow_empty=False
    )
    office_aliases = names(100)
    order_seed = serializers.IntegerField(
        min_value=0, max_value=LARGEST_SEED, required=False, allow_null=True
    )
    answer_limit = serializers.IntegerField(
        min_value=1, max_value=LARGEST_LIMIT, required=False, allow_null=True
    )
    candidates = serializers.ListField(child=CandidateIn(), max_length=MOST_CANDIDATES)


class CandidateOut(serializers.ModelSerializer):
    """A candidate as stored."""

    aliases = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Candidate
        fields = ["id", "name", "party", "aliases", "is_incumbent", "ballot_status"]
        fields += ["ballot_order"]
        read_only_fields = fields


class RaceQuestionOut(serializers.ModelSerializer):
    """A question that was asked of all candidates."""

    wording = words(1_000)

    class Meta:
        model = RaceQuestion
        fields = ["id", "number", "wording"]
        read_only_fields = ["id", "number"]


class RaceOut(serializers.ModelSerializer):
    """A race, who stands in it in ballot order, and what they were asked."""

    campaign: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    office_by_language = serializers.DictField(child=serializers.CharField())
    office_aliases = serializers.ListField(child=serializers.CharField())
    candidates = CandidateOut(many=True)
    questions = RaceQuestionOut(many=True)

    class Meta:
        model = Race
        fields = ["id", "campaign", "office", "office_by_language", "office_aliases"]
        fields += ["order_seed", "answer_limit", "candidates", "questions"]
        read_only_fields = fields


class StatusIn(serializers.Serializer):
    """Whether a candidate can be voted for."""

    ballot_status = serializers.ChoiceField(choices=BallotStatus.choices)


class StatusOut(serializers.Serializer):
    """The candidate, and the script versions and materials whose gate this closed."""

    candidate = CandidateOut()
    closed = serializers.ListField(child=serializers.IntegerField())
    closed_materials = serializers.ListField(child=serializers.IntegerField())


class OwnAnswerIn(serializers.Serializer):
    """What a candidate answered, word for word; an empty text: asked, and did not respond."""

    candidate = Id()
    language = serializers.CharField(max_length=10)
    text = serializers.CharField(max_length=LONGEST_ANSWER, allow_blank=True)
    source: Any = serializers.CharField(max_length=500, allow_blank=True, default="")


class OwnAnswerOut(serializers.ModelSerializer):
    """An answer as it was written down."""

    class Meta:
        model = OwnAnswer
        fields = ["id", "candidate", "question", "language", "text", "source"]
        read_only_fields = fields


class EntryOut(serializers.Serializer):
    """One candidate's part of a listing."""

    candidate = serializers.CharField()
    fields: Any = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField(allow_blank=True))
    )


class SourceOut(serializers.Serializer):
    """Where an answer can be read."""

    candidate = serializers.CharField()
    language = serializers.CharField()
    source: Any = serializers.CharField(allow_blank=True)


class AnswersOut(serializers.Serializer):
    """Everybody on the ballot side by side; may be shown to voters only if it is not blocked."""

    languages = serializers.ListField(source="listing.languages", child=serializers.CharField())
    entries = EntryOut(source="listing.entries", many=True)
    sources = SourceOut(many=True)
    report = GateReportOut()
