"""One item of a push, read as far as it can be."""

from dataclasses import dataclass
from uuid import UUID

from canvass.sync.admission import Refusal
from canvass.sync.content_hash import content_hash, document_hash
from canvass.sync.json_fields import Fields, WireProblem
from canvass.sync.knock_in import KnockIn
from canvass.sync.knock_wire import parse_knock


@dataclass(frozen=True, slots=True)
class Item:
    """A document at its ``position`` in the push, and the knock or the fault that is in it.

    ``id`` is None where none can be read; exactly one of ``knock`` and ``fault`` is None.
    """

    position: int
    document: object
    id: UUID | None
    content_hash: str
    knock: KnockIn | None
    fault: Refusal | None


def read_item(position: int, document: object) -> Item:
    """Read any JSON value as an item of a push; never raises."""
    try:
        knock = parse_knock(document)
    except WireProblem as problem:
        fault = Refusal(problem.code, problem.message, is_fixable=True)
        return Item(position, document, _id(document), document_hash(document), None, fault)
    return Item(position, document, knock.id, content_hash(knock), knock, None)


def _id(document: object) -> UUID | None:
    try:
        return Fields.of(document).uuid7("id")
    except WireProblem:
        return None
