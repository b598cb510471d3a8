"""Sends nobody out to drop what nobody named or approved."""

from canvass.models import Material
from canvass.services.scripts.require_open_gate import require_open_gate
from turf.errors import StoopError
from turf.models import WalkList
from turf.models.walk_list import ListKind


class LiteratureMissing(StoopError):
    """A literature drop was handed out without a piece of literature."""

    code = "literature_missing"


def check_literature(*, walk_list: WalkList, literature: Material | None) -> None:
    """Raise LiteratureMissing for a drop without any, GateClosed where it is not approved."""
    if literature is not None:
        require_open_gate(text=literature)
    elif walk_list.kind == ListKind.LIT_DROP:
        raise LiteratureMissing(
            f"List {walk_list.number} is a literature drop: name the piece that is left at doors"
        )
