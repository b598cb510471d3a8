"""One item of a push, read as far as it can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from canvass.sync.admission import Refusal
from canvass.sync.content_hash import content_hash, document_hash
from canvass.sync.json_fields import Fields, WireProblem
from canvass.sync.knock_in import KnockIn
from canvass.sync.knock_wire import parse_knock
from canvass.sync.never_stored import is_plain, without_never_stored
from canvass.sync.upcast import CURRENT_SCHEMA, upcast

_DISTANCES = {"off_m", "accuracy_m"}


@dataclass(frozen=True)
class Item:
    """A document at its ``position`` in the push, and the knock or fault in it.

    ``id`` is None where none can be read; exactly one of ``knock`` and ``fault`` is None. What is
    never stored is left out already; ``is_stripped`` tells that something was. ``sent`` is its
    knock as the phone sent it, with how far off it was made.
    """

    position: int
    document: object
    id: UUID | None
    knock: KnockIn | None
    fault: Refusal | None
    is_stripped: bool = False
    sent: KnockIn | None = None

    @cached_property
    def content_hash(self) -> str:
        """What tells this content from another under the same id."""
        return content_hash(self.knock) if self.knock else document_hash(self.document)

    @property
    def hashes(self) -> frozenset[str]:
        """The hashes under which its knock may be stored: with how far off it was, and without."""
        told = (self.sent, _without_distance(self.sent)) if self.sent else ()
        return frozenset(map(content_hash, told))

    @property
    def tells_distance(self) -> bool:
        """Whether its knock says how far from the door it was made."""
        return self.knock is not None and _has_distance(self.knock)

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
    if is_plain(document):
        item = _read_kept(position, document, schema, is_stripped=False)
        if item.knock:
            return item
    kept, is_stripped = without_never_stored(document)
    return _read_kept(position, kept, schema, is_stripped=is_stripped)


def _read_kept(position: int, kept: object, schema: int, *, is_stripped: bool) -> Item:
    try:
        knock = parse_knock(upcast(kept, schema))
    except WireProblem as problem:
        fault = Refusal(problem.code, problem.message, is_fixable=True)
        return Item(position, kept, _id(kept), None, fault, is_stripped)
    return Item(position, kept, knock.id, knock, None, is_stripped, knock)


def without_distance(item: Item) -> Item:
    """Return ``item`` as if it did not say how far from the door it was made."""
    knock = item.knock
    if knock is None or not _has_distance(knock) or not isinstance(item.document, Mapping):
        return item
    document = {**item.document, **dict.fromkeys(_DISTANCES & item.document.keys())}
    return replace(item, document=document, knock=_without_distance(knock))


def _without_distance(knock: KnockIn) -> KnockIn:
    return replace(knock, off_m=None, accuracy_m=None)


def _has_distance(knock: KnockIn) -> bool:
    return knock.off_m is not None or knock.accuracy_m is not None


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
