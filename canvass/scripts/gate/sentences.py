"""Where one sentence ends, in text that may try to hide it."""

import re

_END = re.compile(r"(?<=[.!?…])[\"')\]]*[ \n]+(?=[\"'(\[¿¡•\-]*[^\W_a-z])|\n++(?! *[a-zà-ÿ])|•")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:mr|mrs|ms|mx|dr|dra|sr|sra|srta|jr|esq|phd|md|st|sta|hon|atty|prof|gov|sen|rep|lic|d\.a"
    r"|u\.s|no|vs|v|dist|co|e\.g|i\.e|[^\W\d_])\.[\"')\]]*\s*$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"(?:\b(?:for|against|elect|reelect|support|back|endorse|oppose|defeat|reject|unseat|replace"
    r"|the|a|an|and|or|to|by|with|of|our|your|por|contra|a|al|el|la|los|las|de|del|que|y|o|para"
    r"|con|favor|apoye|apoyar|elija|elegir|vote|vota|voten|votar|choose|is|are|x|4)|-)"
    r"[\s.…\"':,!*_]*$",
    re.IGNORECASE,
)
_URGES = re.compile(
    r"\b(?:(?:re-?)?elect|vot\w+|support|back|endorse|oppose|defeat|reject|unseat|replace|apoy\w+"
    r"|elij\w+|derrot\w+|rechac\w+|for|por)\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"(?:for|para|as|como|4)\b", re.IGNORECASE)
_LETTERS_APART = re.compile(r"(?<!\w)(?:\w ){2,}\w(?!\w)")
_SHORT = 3
_A_NAME = 5


def split_sentences(text: str) -> list[str]:
    """Split legible text into sentences.

    A full stop or a line break after what cannot end a sentence ("vote for", "elect") ends none,
    nor does one after a word or two that urge: "Vote. For. Her." is one sentence.
    """
    pieces = [piece for piece in _pieces(text) if any(map(str.isalnum, piece))]
    joined: list[str] = []
    for piece in pieces:
        if joined and _goes_on(joined[-1], piece):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        # An abbreviation is looked for in the last few characters alone: time stays linear.
        tail = text[max(start, match.start() - 12) : match.start()]
        if "\n" not in match[0] and match[0] != "•" and _ABBREVIATION.search(tail):
            continue
        found.append(text[start : match.start()].strip())
        start = match.end()
    return [*found, text[start:].strip()]


def _goes_on(before: str, after: str) -> bool:
    if _LEADS_ON.search(before[-40:]):
        return True
    if _CONTINUES.match(after) and len(before[:80].split()) <= _A_NAME:
        return True
    sizes = [len(_LETTERS_APART.sub("x", one[:120]).split()) for one in (before, after)]
    if max(sizes) <= _SHORT:
        return True
    return sizes[0] <= _SHORT and bool(_URGES.search(before[:60]))
