"""Where something can be read: an address, or words with a day by which it can be found."""

import re

SHORTEST = 12
_ADDRESS = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?|(?:[\w-]+\.)+[a-z]{2,}/\S+", re.I
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|ene|abr|mayo|ago|set|dic)[a-z]*\.?"
)
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}\b"
    rf"|\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:de |of )?{_MONTH}\b",
    re.IGNORECASE,
)


def is_source(text: str) -> bool:
    """Tell whether somebody could look ``text`` up: an address, or a dated description."""
    source = " ".join(text.split())
    if _ADDRESS.search(source):
        return True
    return len(source) >= SHORTEST and len(source.split()) > 1 and bool(_DATE.search(source))
