"""One item of a push, read as far as it can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from canvass.sync.admission import Refusal
from canvass.sync.content_hash import content_hash, document_hash
from canvass.sync.json_fields import Fields, WireProblem
from canvass.sync.knock_in import KnockIn
from canvass.sync.knock_wire import parse_knock
from canvass.sync.never_stored import without_never_stored
from canvass.sync.upcast import CURRENT_SCHEMA, upcast

_DISTANCES = {"off_m", "accuracy_m"}


@dataclass(frozen=True, slots=True)
class Item:
    """A document at its ``position`` in the push, and the knock or fault in it.

    ``id`` is None where none can be read; exactly one of ``knock`` and ``fault`` is None. What is
    never stored is left out already; ``is_stripped`` tells that something was. ``hashes`` are those
    under which it may be stored: with how far off it was made, and without.
    """

    position: int
    document: object
    id: UUID | None
    content_hash: str
    knock: KnockIn | None
    fault: Refusal | None
    is_stripped: bool = False
    hashes: frozenset[str] = frozenset()

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
    told = content_hash(knock)
    bare = _without_distance(knock)
    hashes = frozenset({told} if bare is knock else {told, content_hash(bare)})
    return Item(position, kept, knock.id, told, knock, None, is_stripped, hashes)


def without_distance(item: Item) -> Item:
    """Return ``item`` as if it did not say how far from the door it was made."""
    bare = item.knock and _without_distance(item.knock)
    if bare is None or bare is item.knock or not isinstance(item.document, Mapping):
        return item
    document = {**item.document, **dict.fromkeys(_DISTANCES & item.document.keys())}
    return replace(item, document=document, knock=bare, content_hash=content_hash(bare))


def _without_distance(knock: KnockIn) -> KnockIn:
    if knock.off_m is None and knock.accuracy_m is None:
        return knock
    return replace(knock, off_m=None, accuracy_m=None)


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
