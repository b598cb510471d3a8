"""Races and candidates over HTTP. Whatever changes here closes approvals by another ballot."""

from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import CharFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.scripts.access import READS, REFUSALS, WrittenAtDesk
from canvass.api.scripts.ballot_schema import (
    AnswersOut,
    CandidateOut,
    OwnAnswerIn,
    OwnAnswerOut,
    RaceIn,
    RaceOut,
    RaceQuestionOut,
    StatusIn,
    StatusOut,
)
from canvass.services.scripts.ask_candidates import ask_candidates
from canvass.services.scripts.change_candidate_status import change_candidate_status
from canvass.services.scripts.list_answers import list_answers
from canvass.services.scripts.record_answer import record_answer
from canvass.services.scripts.save_race import save_race
from turf.api.json_body import BoundedJSON
from turf.api.permissions import CUTS
from turf.api.scoped import OwnRows, ScopedRows
from turf.models import BallotStatus, Campaign, Candidate, Race, RaceQuestion


class RaceFilters(FilterSet):
    """Races by campaign."""

    campaign = CharFilter("campaign__slug", label="slug of the campaign")

    class Meta:
        model = Race
        fields = ["campaign"]


class Races(WrittenAtDesk, ScopedRows):
    """Contests on the ballot, with everybody who stands in them."""

    roles = READS
    roles_of_action = {"create": CUTS, "questions": CUTS}
    queryset = Race.objects.select_related("campaign").prefetch_related(
        Prefetch("candidates", Candidate.objects.order_by("ballot_order")),
        Prefetch("questions", RaceQuestion.objects.order_by("number")),
    )
    serializer_class = RaceOut
    filterset_class = RaceFilters
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    @extend_schema(request=RaceIn, responses={201: RaceOut} | REFUSALS)
    def create(self, request: Request) -> Response:
        """Write down a race; under an office that there is it is set anew."""
        asked = RaceIn(data=request.data)
        asked.is_valid(raise_exception=True)
        document = dict(asked.validated_data)
        own = Campaign.objects.for_organization(self.membership.organization_id)
        race = save_race(
            campaign=get_object_or_404(own, slug=document.pop("campaign")),
            order_seed=document.pop("order_seed", None),
            document=document,
            saved_by=self.membership,
            at=timezone.now(),
        )
        return Response(RaceOut(self.get_queryset().get(pk=race.pk)).data, status=201)

    @extend_schema(request=RaceQuestionOut, responses={201: RaceQuestionOut} | REFUSALS)
    @action(detail=True, methods=["post"], serializer_class=RaceQuestionOut)
    def questions(self, request: Request, pk: int) -> Response:
        """Ask all its candidates a question; the same words again are the same question."""
        race = self.get_object()
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = ask_candidates(race=race, wording=asked.validated_data["wording"])
        return Response(RaceQuestionOut(made).data, status=201)


class Candidates(WrittenAtDesk, OwnRows):
    """Whether somebody can be voted for."""

    roles = CUTS
    queryset = Candidate.objects.all()
    serializer_class = StatusIn
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    @extend_schema(request=StatusIn, responses={200: StatusOut} | REFUSALS)
    @action(detail=True, methods=["post"])
    def status(self, request: Request, pk: int) -> Response:
        """Change it. The gate closes: phones go on with the fallback at their next sync."""
        candidate = self.get_object()
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        closed = change_candidate_status(
            candidate=candidate,
            status=BallotStatus(asked.validated_data["ballot_status"]),
            changed_by=self.membership,
            at=timezone.now(),
        )
        candidate.refresh_from_db()
        told = {
            "candidate": CandidateOut(candidate).data,
            "closed": [one.script_version_id for one in closed if one.script_version_id],
            "closed_materials": [one.material_id for one in closed if one.material_id],
        }
        return Response(told)


class RaceQuestions(WrittenAtDesk, OwnRows):
    """What candidates answered to one question."""

    roles = READS
    roles_of_action = {"answers": CUTS}
    queryset = RaceQuestion.objects.select_related("race__campaign")
    serializer_class = OwnAnswerIn
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    @extend_schema(responses={200: AnswersOut}, filters=False)
    @action(detail=True, pagination_class=None)
    def listing(self, request: Request, pk: int) -> Response:
        """Everybody on the ballot side by side, with sources and "Did not respond"."""
        told = list_answers(question=self.get_object(), at=timezone.now())
        return Response(AnswersOut(told).data)

    @extend_schema(request=OwnAnswerIn, responses={200: OwnAnswerOut} | REFUSALS)
    @action(detail=True, methods=["post"])
    def answers(self, request: Request, pk: int) -> Response:
        """Write down one answer with its source; sent again it is set anew."""
        question: Any = self.get_object()
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = dict(asked.validated_data)
        own = Candidate.objects.for_organization(self.membership.organization_id)
        answer = record_answer(
            question=question,
            candidate=get_object_or_404(own, pk=wanted.pop("candidate")),
            recorded_by=self.membership,
            at=timezone.now(),
            **wanted,
        )
        return Response(OwnAnswerOut(answer).data)
