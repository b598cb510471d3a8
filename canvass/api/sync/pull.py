"""Gives phones what changed: `GET /api/v1/sync/COLLECTION/pull`, as stock RxDB asks for it."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from canvass.api.sync.headers import SyncView
from canvass.api.sync.pull_schema import PARAMETERS, STATE_HASH, PullAsked, PulledPage
from canvass.models import Collection
from canvass.services.changes.pull_changes import pull_changes
from canvass.sync.checkpoint import read_checkpoint, write_checkpoint


# No BREACH: a token is no cookie another site could send, and the answer repeats nothing it chose.
@method_decorator(gzip_page, name="dispatch")
class PullChanges(SyncView):
    """Documents of one collection that changed since a checkpoint; the phone's own alone."""

    @extend_schema(operation_id="sync_pull", parameters=PARAMETERS, responses={200: PulledPage})
    def get(self, request: Request, collection: str) -> Response:
        """Read a page; with no news, and at the end, the checkpoint comes back as it was."""
        asked = PullAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        token: Any = request.auth
        page = pull_changes(
            membership=self.membership,
            device=token.device,
            collection=collection_of(collection),
            checkpoint=read_checkpoint(request.query_params.get("checkpoint", "")),
            limit=asked.validated_data["limit"],
            may_only_deliver=self.may_only_deliver,
            at=timezone.now(),
            held_hash=request.headers.get(STATE_HASH),
        )
        self.epoch = page.checkpoint.epoch
        body = {"documents": page.documents, "checkpoint": write_checkpoint(page.checkpoint)}
        headers = {STATE_HASH: page.state_hash} if page.state_hash else {}
        return Response(body, headers=headers)


def collection_of(name: str) -> Collection:
    """Return the collection of that name. Raises Http404 where there is none."""
    try:
        return Collection(name)
    except ValueError as unknown:
        raise Http404 from unknown
