"""JSON text nested too deeply to be read, cut to what can be."""

import json
import re

from canvass.sync.storable import TOO_DEEP

DEEPEST = 500
"""Far deeper than any document of ours, and well within what Python reads and writes."""

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)
_INSTEAD = json.dumps(TOO_DEEP)


def shallow(text: str, *, deepest: int = DEEPEST) -> str:
    """Put a text in the place of each array and object that lies deeper than ``deepest``.

    Nothing else changes; a text that was cut short stays one.
    """
    kept: list[str] = []
    depth = since = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            if depth == deepest:
                kept.append(text[since : token.start()])
            depth += 1
        elif token[0] in "]}":
            depth -= 1
            if depth == deepest:
                kept.append(_INSTEAD)
                since = token.end()
    return "".join(kept) + (text[since:] if depth <= deepest else "")
