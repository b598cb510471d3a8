"""One item of a push, read as far as it can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from canvass.sync.admission import Refusal
from canvass.sync.content_hash import content_hash, document_hash
from canvass.sync.json_fields import Fields, WireProblem
from canvass.sync.knock_in import KnockIn
from canvass.sync.knock_wire import parse_knock
from canvass.sync.never_stored import without_never_stored
from canvass.sync.upcast import CURRENT_SCHEMA, upcast


@dataclass(frozen=True, slots=True)
class Item:
    """A document at its ``position`` in the push, and the knock or fault in it.

    ``id`` is None where none can be read; exactly one of ``knock`` and ``fault`` is None. What is
    never stored is left out already; ``is_stripped`` tells that something was.
    """

    position: int
    document: object
    id: UUID | None
    content_hash: str
    knock: KnockIn | None
    fault: Refusal | None
    is_stripped: bool = False

    @property
    def device_seq(self) -> int | None:
        """The number its phone gave it; None where none can be read."""
        if self.knock:
            return self.knock.device_seq
        try:
            return Fields.of(self.document).row("device_seq")
        except WireProblem:
            return None


def read_item(position: int, document: object, *, schema: int = CURRENT_SCHEMA) -> Item:
    """Read any JSON value as an item of a push by an app of ``schema``; never raises."""
    kept, is_stripped = without_never_stored(document)
    try:
        knock = parse_knock(upcast(kept, schema))
    except WireProblem as problem:
        fault = Refusal(problem.code, problem.message, is_fixable=True)
        return Item(position, kept, _id(kept), document_hash(kept), None, fault, is_stripped)
    return Item(position, kept, knock.id, content_hash(knock), knock, None, is_stripped)


def read_items(documents: Iterable[object], *, schema: int) -> list[Item]:
    """Read the documents of a push by an app of ``schema``, in their order."""
    return [
        read_item(position, document, schema=schema) for position, document in enumerate(documents)
    ]


def _id(document: object) -> UUID | None:
    try:
        return Fields.of(document).uuid7("id")
    except WireProblem:
        return None
