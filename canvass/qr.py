"""QR codes, as pictures that scale."""

import segno

from canvass.enrolment_codes import Code


def enrolment_link(origin: str, code: Code) -> str:
    """Return what an enrolment's QR holds: where the server is, and the code.

    The code stands behind ``#``, which no browser sends, so it comes into no server's log.
    """
    return f"{origin}/#enrol={code.letters}"


def qr_svg(text: str) -> str:
    """Return ``text`` as an SVG element without a size or style of its own."""
    drawn = segno.make(text, error="m", micro=False)
    return str(
        drawn.svg_inline(omitsize=True, border=4, svgclass="qr", lineclass=None, light="#fff")
    )
