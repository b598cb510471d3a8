"""Writes walk lists to a file for somebody."""

from datetime import datetime
from functools import partial
from pathlib import Path

from canvass.models import ExportKind
from canvass.services.exports.check_recipient import Recipient
from canvass.services.exports.hand_out_file import Note, hand_out_file
from turf.models import Campaign
from turf.services.export_walk_lists import export_walk_lists


def hand_out_walk_lists(  # noqa: PLR0913 (all by name)
    *,
    campaign: Campaign,
    out: Path,
    file_format: str,
    cut_id: int | None,
    round_number: int | None,
    recipient: Recipient,
    made_at: datetime,
) -> int:
    """Write the stops of a cut as `export_walk_lists` does, and return how many.

    It is on record as `hand_out_file` says. Raises what both raise.
    """
    export = partial(
        export_walk_lists,
        campaign=campaign,
        out=out,
        file_format=file_format,
        cut_id=cut_id,
        round_number=round_number,
    )

    def write(note: Note) -> int:
        return export(note=note)

    return hand_out_file(
        source=campaign,
        what=ExportKind.WALK_LISTS,
        recipient=recipient,
        made_at=made_at,
        write=write,
    )
