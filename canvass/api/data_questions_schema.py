"""Questions about a day's entries as JSON."""

from typing import Any

from rest_framework import serializers

from canvass.models import DataQuestion
from canvass.models.data_question import PATTERNS
from canvass.rates.data_questions.certainty import how_often_wrong
from canvass.rates.data_questions.noticed import Pattern
from canvass.rates.data_questions.wording import ask_lead, ask_own

LONGEST_ANSWER = 2000


class QuestionOut(serializers.ModelSerializer):
    """What every question carries: ``caution`` says how often such a check is wrong."""

    campaign: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    pattern = serializers.ChoiceField(choices=PATTERNS)
    caution = serializers.SerializerMethodField()
    expires_at = serializers.DateTimeField(help_text="when it is deleted, with the answer")

    def get_caution(self, _: DataQuestion) -> str:
        """Say it."""
        return how_often_wrong()


FIELDS = ["id", "campaign", "pattern", "day", "question", "caution", "raised_at", "expires_at"]


class OwnDataQuestionOut(QuestionOut):
    """A question to oneself, with the figures it comes from: nobody else is shown those.

    It is shown to who leads one, without them, once it is answered, or from ``opens_at`` on.
    """

    question = serializers.SerializerMethodField()
    figures = serializers.DictField(child=serializers.FloatField())
    opens_at = serializers.DateTimeField(help_text="from when on who leads one sees it anyway")

    class Meta:
        model = DataQuestion
        fields = [*FIELDS, "figures", "opens_at", "answer", "answered_at"]
        read_only_fields = fields

    def get_question(self, asked: DataQuestion) -> str:
        """Ask."""
        return ask_own(Pattern(asked.pattern), asked.figures)


class DataQuestionOut(QuestionOut):
    """A question to somebody else, beside what they said: empty where they said nothing.

    Nobody has to answer, and saying nothing means nothing.
    """

    member: Any = serializers.IntegerField(source="membership_id")
    name = serializers.CharField(source="membership.user.get_full_name")
    question = serializers.SerializerMethodField()

    class Meta:
        model = DataQuestion
        fields = [*FIELDS, "member", "name", "answer"]
        read_only_fields = fields

    def get_question(self, asked: DataQuestion) -> str:
        """Say what was asked."""
        return ask_lead(Pattern(asked.pattern))


class OwnWordsIn(serializers.Serializer):
    """One's own words; who would rather say nothing sends nothing."""

    answer = serializers.CharField(max_length=LONGEST_ANSWER)
