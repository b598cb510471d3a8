"""What a phone holds of one collection, kept up by pulling."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from canvass.simulation.network import Network
from canvass.sync.state_hash import state_hash

LIMIT = 50


@dataclass(slots=True)
class Replica:
    """Documents of ``collection`` by id, and the checkpoint up to which they were read."""

    collection: str
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    checkpoint: dict[str, Any] | None = None

    def pull(self, network: Network) -> None:
        """Read what is new, page by page. Raises NoAnswer; what was read by then is kept.

        Should it hold something else than the server says at the end, it forgets everything and
        reads all anew the next time.
        """
        is_whole = False
        while not is_whole:
            page, headers = network.get(self._path(), {"X-Sync-State-Hash": self._hash()})
            for document in page["documents"]:
                self._take(document)
            # An empty page saves no checkpoint, and one that is not full is the last.
            if page["documents"]:
                self.checkpoint = page["checkpoint"]
            is_whole = len(page["documents"]) < LIMIT
        if headers.get("X-Sync-State-Hash", self._hash()) != self._hash():
            self.documents, self.checkpoint = {}, None

    def _path(self) -> str:
        checkpoint = json.dumps(self.checkpoint) if self.checkpoint else ""
        query = urlencode({"checkpoint": checkpoint, "limit": LIMIT})
        return f"/api/v1/sync/{self.collection}/pull?{query}"

    def _take(self, document: dict[str, Any]) -> None:
        self.documents.pop(document["id"], None)
        if not document["_deleted"]:
            self.documents[document["id"]] = document

    def _hash(self) -> str:
        return state_hash((held["id"], held["revision"]) for held in self.documents.values())
