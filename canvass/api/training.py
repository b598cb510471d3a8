"""Training over HTTP: modules, who did them, and which lists ask for them."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.refusals import BODY_REFUSALS
from canvass.models import RequiredModule, SignOff, TrainingModule
from canvass.models.training import Topic
from canvass.services.training.publish_module import publish_module
from canvass.services.training.require_modules import require_modules
from canvass.services.training.sign_off_module import sign_off_module
from turf.api.filters import LARGEST_ID
from turf.api.json_body import BoundedJSON
from turf.api.permissions import CUTS, EVERYBODY
from turf.api.scoped import Scoped
from turf.errors import NotFound
from turf.models import HANDS_OUT, Membership, Role, WalkList

MOST_MODULES = 50


class ModuleOut(serializers.ModelSerializer):
    """A module in every language it has."""

    topic = serializers.ChoiceField(choices=Topic.choices)
    title = serializers.DictField(child=serializers.CharField(max_length=200))
    text = serializers.DictField(child=serializers.CharField(max_length=20_000))

    class Meta:
        model = TrainingModule
        fields = ["id", "topic", "number", "title", "text"]
        read_only_fields = ["number"]


class SignOffIn(serializers.Serializer):
    """Who did which module."""

    module = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    member = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)


class SignOffOut(serializers.ModelSerializer):
    """That somebody did a module."""

    member: Any = serializers.IntegerField(source="membership_id")

    class Meta:
        model = SignOff
        fields = ["module", "member", "signed_at"]


class RequiredIn(serializers.Serializer):
    """Ids of all modules that a list asks for."""

    modules = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID), max_length=MOST_MODULES
    )


class Training(Scoped):
    """What views of training have in common."""

    roles = EVERYBODY
    parser_classes = [BoundedJSON]

    def own(self, model: Any) -> Any:
        """Rows of the organization."""
        return model.objects.for_organization(self.membership.organization_id)

    def asked(self, serializer: type[serializers.Serializer]) -> dict[str, Any]:
        """Read the body. Raises ValidationError."""
        given = serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        asked: dict[str, Any] = given.validated_data
        return asked

    def allow(self, roles: frozenset[Role]) -> None:
        """Refuse all others. Raises PermissionDenied."""
        if self.membership.role not in roles:
            self.permission_denied(self.request)


class Modules(Training):
    """The organization's modules; everybody may read them."""

    @extend_schema(operation_id="training_modules_list", responses=ModuleOut(many=True))
    def get(self, request: Request) -> Response:
        """Read them all."""
        return Response(ModuleOut(self.own(TrainingModule).order_by("pk"), many=True).data)

    @extend_schema(
        operation_id="training_modules_create",
        request=ModuleOut,
        responses={201: ModuleOut} | BODY_REFUSALS,
    )
    def post(self, request: Request) -> Response:
        """Publish one; the same words again are the same module."""
        self.allow(CUTS)
        made = publish_module(organization=self.membership.organization, **self.asked(ModuleOut))
        return Response(ModuleOut(made).data, status=201)


class SignOffs(Training):
    """Sign-offs: one's own for everybody; of all whom one leads for who hands out lists."""

    @extend_schema(operation_id="training_sign_offs_list", responses=SignOffOut(many=True))
    def get(self, request: Request) -> Response:
        """Read them."""
        signed = self.own(SignOff)
        if self.membership.role in HANDS_OUT:
            signed = signed.filter(membership__in=self._led())
        else:
            signed = signed.filter(membership=self.membership)
        return Response(SignOffOut(signed.order_by("pk"), many=True).data)

    @extend_schema(
        operation_id="training_sign_offs_create",
        request=SignOffIn,
        responses={201: SignOffOut} | BODY_REFUSALS,
    )
    def post(self, request: Request) -> Response:
        """Sign off that somebody did a module; the first one stays."""
        self.allow(HANDS_OUT)
        asked = self.asked(SignOffIn)
        signed = sign_off_module(
            module=get_object_or_404(self.own(TrainingModule), pk=asked["module"]),
            member=get_object_or_404(self._led(), pk=asked["member"], is_active=True),
            signed_by=self.membership,
            signed_at=timezone.now(),
        )
        return Response(SignOffOut(signed).data, status=201)

    def _led(self) -> Any:
        return Membership.objects.led_by(self.membership, timezone.now())


class RequiredModules(Training):
    """What a list asks of who takes it."""

    roles = CUTS

    @extend_schema(operation_id="required_modules", responses=RequiredIn)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read it."""
        return self._answer(self._list(pk))

    @extend_schema(
        operation_id="required_modules_update",
        request=RequiredIn,
        responses={200: RequiredIn} | BODY_REFUSALS,
    )
    def put(self, request: Request, pk: UUID) -> Response:
        """Say it anew."""
        walk_list, wanted = self._list(pk), set(self.asked(RequiredIn)["modules"])
        modules = list(self.own(TrainingModule).filter(pk__in=wanted))
        if len(modules) < len(wanted):
            raise NotFound("modules: name modules of your organization")
        require_modules(walk_list=walk_list, modules=modules)
        return self._answer(walk_list)

    def _list(self, pk: UUID) -> WalkList:
        found: WalkList = get_object_or_404(self.own(WalkList).defer("outline", "streets"), pk=pk)
        return found

    def _answer(self, walk_list: WalkList) -> Response:
        required = RequiredModule.objects.filter(walk_list=walk_list).order_by("module")
        return Response({"modules": list(required.values_list("module", flat=True))})
