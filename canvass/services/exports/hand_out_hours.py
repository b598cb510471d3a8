"""Writes hours to a table for whoever pays them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from canvass.models import ExportKind
from canvass.services.exports.check_recipient import Recipient
from canvass.services.exports.hand_out_file import Note, hand_out_file
from canvass.services.shifts.read_hours import Hours
from canvass.services.shifts.write_hours import write_hours
from turf.models import Organization


def hand_out_hours(
    *, organization: Organization, hours: Sequence[Hours], recipient: Recipient, made_at: datetime
) -> str:
    """Return ``hours`` as `write_hours` does. It is on record as `hand_out_file` says.

    Raises what `hand_out_file` raises.
    """
    table = write_hours(hours=hours)
    with NamedTemporaryFile() as file:
        file.write(table.encode())
        file.flush()

        def write(note: Note) -> int:
            note(Path(file.name), len(hours))
            return len(hours)

        hand_out_file(
            source=organization,
            what=ExportKind.HOURS,
            recipient=recipient,
            made_at=made_at,
            write=write,
        )
    return table
