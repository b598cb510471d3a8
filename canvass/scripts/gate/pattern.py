"""The grammar that the patterns of both languages are written in.

They read folded words between single spaces, with NAME, MAYBE, PARTY and ROLE for whoever is named.
Every gap is bounded, so that the time a pattern takes grows with the text and no faster.
"""

import re
from dataclasses import dataclass

SURE = r"(?:NAME|PARTY|ROLE)"
NOBODY_NEXT = rf"\b(?! (?:\S+ ){{0,4}}{SURE}(?= ))"
"""Behind words that count or leave open ("any", "up to"): who is meant does not follow them."""

ANYONE = r"(?:NAME|MAYBE|PARTY|ROLE)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that urge: those of ``near`` beside who is meant, those of ``anywhere`` in a sentence.

    ``code`` and ``what`` tell the reader of a finding which rule it was.
    """

    code: str
    what: str
    near: re.Pattern[str] | None = None
    anywhere: re.Pattern[str] | None = None


def compiled(*lines: str) -> re.Pattern[str]:
    """Join alternatives; ``_`` is a space, ``{gapN}`` up to N words, ``{who}`` and ``{sure}``."""
    joined = "|".join(lines)
    for most in range(1, 10):
        joined = joined.replace(f"{{gap{most}}}", rf"(?:\S+ ){{0,{most}}}")
    joined = joined.replace("{who}", ANYONE).replace("{sure}", SURE)
    return re.compile(rf"(?<= )(?:{joined})(?= )")
