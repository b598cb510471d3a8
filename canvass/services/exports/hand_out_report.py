"""Writes a report to a file for whoever asked for it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from canvass.models import ExportKind
from canvass.services.exports.check_recipient import Recipient
from canvass.services.exports.hand_out_file import Note, hand_out_file
from turf.models import Campaign


def hand_out_report(
    *,
    campaign: Campaign,
    chunks: Iterable[bytes],
    rows: int,
    recipient: Recipient,
    made_at: datetime,
) -> IO[bytes]:
    """Return the whole file, read from its beginning; it is gone once it is closed.

    ``rows`` is how many the report has. It is on record, and refused, as by `hand_out_file`. Raises
    as `hand_out_file` does, and what making the ``chunks`` does.
    """
    file: Any = NamedTemporaryFile()  # noqa: SIM115

    def write(note: Note) -> int:
        file.writelines(chunks)
        file.flush()
        note(Path(file.name), rows)
        return rows

    try:
        hand_out_file(
            source=campaign,
            what=ExportKind.REPORT,
            recipient=recipient,
            made_at=made_at,
            write=write,
        )
    except BaseException:
        file.close()
        raise
    file.seek(0)
    out: IO[bytes] = file
    return out
