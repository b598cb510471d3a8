"""A phone that pulls by calling the service, page by page."""

from datetime import UTC, datetime
from itertools import repeat

from canvass.models import Collection
from canvass.services.changes.pull_changes import pull_changes
from canvass.sync.checkpoint import Checkpoint
from canvass.sync.state_hash import state_hash
from tests import factories as make

AT = datetime(2026, 10, 3, 16, tzinfo=UTC)


class Puller:
    """What one phone of ``member`` holds, and how far it has read."""

    def __init__(self, member, device=None):
        self.member = member
        self.device = device or make.make_device(member.organization)
        self.held = {collection: {} for collection in Collection}
        self.checkpoints: dict[Collection, Checkpoint | None] = dict.fromkeys(Collection)
        self.may_only_deliver = False

    def page(self, collection, limit, at=AT, **more):
        """Read one page without taking it in."""
        asked = {"checkpoint": self.checkpoints[collection], "limit": limit} | more
        return pull_changes(
            membership=self.member,
            device=self.device,
            collection=collection,
            may_only_deliver=self.may_only_deliver,
            at=at,
            **asked,
        )

    def pull(self, collection, limits=None, at=AT, **more):
        """Read to the end in pages of ``limits``; returns all documents in their order."""
        came = []
        for limit in limits or repeat(500):
            page = self.page(collection, limit, at=at, **more)
            self.take(collection, page)
            came += page.documents
            if len(page.documents) < limit:
                break
        return came

    def take(self, collection, page):
        """Take a page in. The checkpoint never goes back."""
        held, before = self.held[collection], self.checkpoints[collection]
        for document in page.documents:
            held.pop(document["id"], None)
            if not document["_deleted"]:
                held[document["id"]] = document
        if before and not page.documents:
            assert page.checkpoint == before
        elif before and (before.epoch, before.scope) == (
            page.checkpoint.epoch,
            page.checkpoint.scope,
        ):
            assert page.checkpoint.seq > before.seq
        if page.documents:
            self.checkpoints[collection] = page.checkpoint
        if page.state_hash is not None:
            assert page.state_hash == self.state_hash(collection)

    def state_hash(self, collection):
        """Work out the hash of what is held."""
        held = self.held[collection].values()
        return state_hash((document["id"], document["revision"]) for document in held)
