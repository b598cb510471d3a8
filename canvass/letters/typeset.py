"""Sets a letter as PDF; what it says is data, and no part of the markup."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import segno
import typst

_TEMPLATE = Path(__file__).with_name("shift_letter.typ")


def typeset_letter(*, content: Mapping[str, object], link: str) -> bytes:
    """Return the PDF of ``content`` (see `letter_lines`) with a QR code of ``link``."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=0, scale=4)
    given = {"letter": json.dumps(content), "code": drawn.getvalue().decode()}
    pdf = typst.compile(_TEMPLATE.read_bytes(), sys_inputs=given)
    if not isinstance(pdf, bytes):
        raise TypeError("one letter is one file")
    return pdf
