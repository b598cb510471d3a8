"""Changes turfs by hand. Each answers with the edit it made; what is refused changed nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from turf.api.edit_serializers import (
    DoorsToMove,
    EditOut,
    EditToUndo,
    HowToRecut,
    HowToSplit,
    NewOutline,
    Nothing,
    TurfsToMerge,
)
from turf.api.json_body import BoundedJSON
from turf.api.openapi import Problem
from turf.api.permissions import CUTS
from turf.api.scoped import OwnRows
from turf.cutting.ground import Pack, Params
from turf.errors import NotFound
from turf.models import Cut, Door, Turf, TurfEdit, User
from turf.services.lock_turf import lock_turf
from turf.services.merge_turfs import merge_turfs
from turf.services.move_doors import move_doors
from turf.services.read_turf_ground import params_of
from turf.services.recut_unlocked import recut_unlocked
from turf.services.redraw_turf import redraw_turf
from turf.services.split_turf import split_turf
from turf.services.undo_edit import undo_edit
from turf.services.unlock_turf import unlock_turf

REFUSALS = {
    409: OpenApiResponse(Problem, "Locked, replaced meanwhile, or lent: load the map again."),
    413: OpenApiResponse(Problem, "Too much at once."),
    415: OpenApiResponse(Problem, "Not JSON."),
    503: OpenApiResponse(Problem, "The database is busy: send it again after Retry-After seconds."),
}
SO_ALREADY = OpenApiResponse(description="It is so already; nothing was recorded.")


def edit(
    asks: type[Serializer] | None, answers: dict[int, Any] | None = None
) -> Callable[..., Any]:
    """Make an action of a method, at its own name, described by what it asks and answers."""

    def wrap(method: Callable[..., Response]) -> Any:
        acting = action(
            detail=True,
            methods=["post"],
            url_path=method.__name__.replace("_", "-"),
            serializer_class=asks or Nothing,
        )(method)
        described = extend_schema(request=asks, responses=(answers or {201: EditOut}) | REFUSALS)
        return described(acting)

    return wrap


class Editing(OwnRows):
    """What edits have in common."""

    roles = CUTS
    parser_classes = [BoundedJSON]
    lookup_value_converter = "int"

    @property
    def editor(self) -> User:
        """Who edits; nobody comes this far without having signed in."""
        return cast(User, self.request.user)

    def asked(self) -> dict[str, Any]:
        """Read the body by the action's serializer. Raises ValidationError."""
        serializer = self.get_serializer(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        asked: dict[str, Any] = serializer.validated_data
        return asked

    def found(self, model: type[Turf] | type[Door], ids: Sequence[int], **among: Any) -> list[Any]:
        """Rows of the organization in the order of ``ids``. Raises NotFound naming what is not."""
        own = model.objects.for_organization(self.membership.organization_id).filter(**among)
        row_of = own.in_bulk(list(ids))
        missing = [str(one) for one in ids if one not in row_of]
        if missing:
            word = model._meta.verbose_name
            raise NotFound(f"There is no {word} {', '.join(missing[:10])} here")
        return [row_of[one] for one in ids]


def answer(made: TurfEdit | None, status: int = 201) -> Response:
    """Tell the edit; where there was nothing to record, that all is well."""
    return Response(EditOut(made).data, status) if made else Response(status=204)


class CutEditing(Editing):
    """Edits of several turfs of one cut."""

    queryset = Cut.objects.select_related("campaign")

    @edit(TurfsToMerge)
    def merge(self, request: Request, pk: int) -> Response:
        """Make one turf of several that lie beside each other."""
        cut = self.get_object()
        turfs = self.found(Turf, self.asked()["turfs"], cut=cut)
        return answer(merge_turfs(cut=cut, turfs=turfs, edited_by=self.editor))

    @edit(DoorsToMove)
    def move_doors(self, request: Request, pk: int) -> Response:
        """Move doors to another turf."""
        cut, asked = self.get_object(), self.asked()
        doors = self.found(Door, asked["doors"])
        [turf] = self.found(Turf, [asked["to_turf"]], cut=cut)
        return answer(move_doors(cut=cut, doors=doors, to_turf=turf, edited_by=self.editor))

    @edit(HowToRecut)
    def recut_unlocked(self, request: Request, pk: int) -> Response:
        """Cut the ground of all turfs that are neither locked nor lent anew."""
        cut, asked = self.get_object(), self.asked()
        seed = asked.pop("seed", cut.seed)
        params = changed(params_of(cut), asked)
        return answer(recut_unlocked(cut=cut, params=params, seed=seed, edited_by=self.editor))

    @edit(EditToUndo, {200: EditOut})
    def undo(self, request: Request, pk: int) -> Response:
        """Take back the latest edit: its turfs and the lists that it closed are there again."""
        cut, asked = self.get_object(), self.asked()
        return answer(undo_edit(cut=cut, number=asked.get("number")), 200)


class TurfEditing(Editing):
    """Edits of one turf; one that was replaced is found, so that its problem can be told."""

    queryset = Turf.objects.select_related("cut__campaign")

    @edit(HowToSplit)
    def split(self, request: Request, pk: int) -> Response:
        """Make several turfs of one, by size or along a line."""
        turf, asked = self.get_object(), self.asked()
        return answer(split_turf(turf=turf, **asked, edited_by=self.editor))

    @edit(NewOutline)
    def redraw(self, request: Request, pk: int) -> Response:
        """Give the turf the doors inside an outline, and its neighbours those outside."""
        turf, asked = self.get_object(), self.asked()
        return answer(redraw_turf(turf=turf, outline=asked["outline"], edited_by=self.editor))

    @edit(None, {201: EditOut, 204: SO_ALREADY})
    def lock(self, request: Request, pk: int) -> Response:
        """Let no edit change the turf."""
        return answer(lock_turf(turf=self.get_object(), edited_by=self.editor))

    @edit(None, {201: EditOut, 204: SO_ALREADY})
    def unlock(self, request: Request, pk: int) -> Response:
        """Let edits change the turf again."""
        return answer(unlock_turf(turf=self.get_object(), edited_by=self.editor))


def changed(params: Params, asked: dict[str, Any]) -> Params:
    """The cut's parameters with what was asked instead; doors stand in for minutes."""
    if "doors" in asked:
        asked = {"minutes": None, **asked}
    if "pack" in asked:
        asked = {**asked, "pack": Pack(asked["pack"])}
    return replace(params, **asked)
