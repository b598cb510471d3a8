"""Questions about a day's entries: to the person first, and later, with the answer, to who leads.

In the order in which they were asked, without a filter by person, a count, or a figure of one
person to anybody else: nothing here can be made into a comparison of people.
"""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.data_questions_schema import DataQuestionOut, OwnDataQuestionOut, OwnWordsIn
from canvass.api.refusals import BODY_REFUSALS
from canvass.models import DataQuestion
from canvass.services.data_questions.answer_question import answer_question
from turf.api.json_body import BoundedJSON
from turf.api.permissions import EVERYBODY
from turf.api.scoped import OwnRows, Scoped
from turf.models import HANDS_OUT


class DataQuestions(ListModelMixin, OwnRows):
    """Questions to those whom one looks after, once they answered or had a week to."""

    roles = HANDS_OUT
    queryset = DataQuestion.objects.select_related("campaign", "membership__user")
    serializer_class = DataQuestionOut

    def get_queryset(self) -> Any:
        """Leave out what its person alone sees yet."""
        questions = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return questions
        return questions.shown_to(self.membership, timezone.now())


class OwnQuestions(Scoped):
    """Whatever is about the questions to who asks, whatever their role."""

    roles = EVERYBODY
    parser_classes = [BoundedJSON]

    def own(self) -> Any:
        """Those that stand."""
        own = DataQuestion.objects.for_organization(self.membership.organization_id)
        return own.asked_of(self.membership, timezone.now()).select_related("campaign")


class OwnDataQuestions(OwnQuestions):
    """The questions to who asks: nobody sees them earlier."""

    @extend_schema(operation_id="data_questions_own", responses=OwnDataQuestionOut(many=True))
    def get(self, request: Request) -> Response:
        """Read them all, as they were asked."""
        return Response(OwnDataQuestionOut(self.own().order_by("pk"), many=True).data)


class AnswerQuestion(OwnQuestions):
    """Says something to a question, in one's own words; nobody has to."""

    @extend_schema(
        operation_id="data_questions_answer",
        request=OwnWordsIn,
        responses={200: OwnDataQuestionOut} | BODY_REFUSALS,
    )
    def put(self, request: Request, pk: int) -> Response:
        """Answer, or answer anew; who leads sees question and answer from now on."""
        question = get_object_or_404(self.own(), pk=pk)
        asked = OwnWordsIn(data=request.data)
        asked.is_valid(raise_exception=True)
        answered = answer_question(
            question=question, words=asked.validated_data["answer"], at=timezone.now()
        )
        return Response(OwnDataQuestionOut(answered).data)
