"""A phone that pulls, as an RxDB client does: pages by a checkpoint, documents by id."""

import json
from typing import Any

from django.test import Client

from canvass.sync.state_hash import state_hash
from tests import factories as make

COLLECTIONS = ("walk_lists", "door_states", "notices", "knocks")


class PullingPhone:
    """What one phone holds of each collection: documents by id, and its checkpoints."""

    def __init__(self, member, device=None, limit=200):
        self.device = device or make.make_device(member.organization)
        token = make.make_token(member, self.device)
        self.client = Client(
            headers={"Authorization": f"Token {token}"}, raise_request_exception=False
        )
        self.limit = limit
        self.held: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
        self.checkpoints: dict[str, Any] = dict.fromkeys(COLLECTIONS)
        self.requests = 0

    def ask(self, collection, checkpoint=None, limit=None, **headers):
        """Pull one page and return the response."""
        self.requests += 1
        text = "" if checkpoint is None else json.dumps(checkpoint)
        return self.client.get(
            f"/api/v1/sync/{collection}/pull",
            {"checkpoint": text, "limit": limit or self.limit},
            headers=headers,
        )

    def pull(self, collection="walk_lists"):
        """Read to the end; returns the documents that came, in their order.

        A page shorter than the limit is the last, and an empty one saves no checkpoint.
        """
        came = []
        while True:
            headers = {"X-Sync-State-Hash": self.state_hash(collection)}
            response = self.ask(collection, self.checkpoints[collection], **headers)
            assert response.status_code == 200, response.content
            page = response.json()
            came += page["documents"]
            for document in page["documents"]:
                self.held[collection].pop(document["id"], None)
                if not document["_deleted"]:
                    self.held[collection][document["id"]] = document
            if page["documents"]:
                self.checkpoints[collection] = page["checkpoint"]
            if len(page["documents"]) < self.limit:
                self.response = response
                return came

    def state_hash(self, collection="walk_lists"):
        """Work out the hash of what is held."""
        return state_hash(
            (document["id"], document["revision"]) for document in self.held[collection].values()
        )
