"""A ModelViewSet with a nested serializer, and the usual way to fetch what is new: ``?after=``."""

from django.db import transaction
from rest_framework import serializers
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.permissions import IsAuthenticated
from rest_framework.viewsets import ModelViewSet

from canvass.models import Question
from tests.bench.sync.plain.models import PlainKnock, PlainResponse, PlainResult


class PlainResponses(serializers.ModelSerializer):
    question = serializers.SlugRelatedField(slug_field="key", queryset=Question.objects.all())

    class Meta:
        model = PlainResponse
        fields = ["question", "value", "wording", "language"]


class PlainResults(serializers.ModelSerializer):
    responses = PlainResponses(many=True)

    class Meta:
        model = PlainResult
        fields = ["person", "disposition", "responses"]


class PlainKnocks(serializers.ModelSerializer):
    results = PlainResults(many=True)

    class Meta:
        model = PlainKnock
        exclude = ["device", "membership"]

    @transaction.atomic
    def create(self, validated_data):
        results = validated_data.pop("results")
        knock = PlainKnock.objects.create(**validated_data)
        for one in results:
            responses = one.pop("responses")
            result = PlainResult.objects.create(knock=knock, **one)
            for response in responses:
                PlainResponse.objects.create(result=result, **response)
        return knock


class Pages(LimitOffsetPagination):
    default_limit = 200


class Knocks(ModelViewSet):
    permission_classes = [IsAuthenticated]
    serializer_class = PlainKnocks
    pagination_class = Pages

    def get_queryset(self):
        knocks = PlainKnock.objects.filter(id__gt=self.request.query_params.get("after", 0))
        return knocks.order_by("id").prefetch_related("results__responses__question")

    def perform_create(self, serializer):
        token = self.request.auth
        serializer.save(device=token.device, membership=token.membership)
