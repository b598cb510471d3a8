"""Text as an eye sees it: nothing hidden, one kind of quote, dash and space."""

# ruff: noqa: RUF001 (look-alikes are what this module is about)

import re
import unicodedata
from functools import lru_cache
from html import unescape

from canvass.scripts.gate.letters import plain_letter

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_NESTED = re.compile(r"&(?:amp;)+")
_SIGNS = {
    **dict.fromkeys("’‘‛ʼʹ´`ʻ′＇❛❜ʾʿˈ՚ꞌ", "'"),
    **dict.fromkeys("“”„‟«»″＂❝❞〝〞", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－➖ـ⸺⸻", "-"),
    **dict.fromkeys("•●◦‣▪▫■□☐◆◇∙", "•"),
    **dict.fromkeys("⠀ㅤﾠᅟᅠ", " "),
    **dict.fromkeys("¨¯¸˜ˇ˘˙˚˛˝", ""),
    "\t": " ",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
_EMOJI = {
    **dict.fromkeys("✅☑✔👍❤💙💚💜🧡💛💯⭐🌟", " emojiyes "),
    **dict.fromkeys("❌✖✗✘👎🚫⛔", " emojino "),
    **dict.fromkeys("🗳", " emojivote "),
}


def legible(text: str) -> str:
    """Undo compatibility forms and drop what cannot be seen; applying it twice changes nothing."""
    if text.isascii() and text.isprintable() and "&" not in text and "<" not in text:
        return text
    seen = text
    while (again := _once(seen)) != seen:
        seen = again
    return seen


def hides_inside_words(text: str) -> bool:
    """Tell whether characters that cannot be seen stand between two letters."""
    return not text.isascii() and any(
        not _visible(character) and text[at - 1].isascii() and text[at - 1].isalpha()
        and text[at + 1].isascii() and text[at + 1].isalpha()
        for at, character in enumerate(text[1:-1], start=1)
    )  # fmt: skip


def _once(text: str) -> str:
    """Undo one layer; written-out entities of entities ("&amp;amp;") count as one."""
    unmarked = _TAG.sub("", unescape(_NESTED.sub("&", text)))
    return unicodedata.normalize("NFKC", "".join(map(_visible, unmarked)))


@lru_cache(maxsize=8192)
def _visible(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character in _EMOJI:
        return _EMOJI[character]
    category = unicodedata.category(character)
    if category == "So" and (letter := plain_letter(character)).isascii() and letter.isalpha():
        return letter.upper()
    if category == "Zs":
        return " "
    if category in {"Cf", "Co", "Cs", "Cn", "Me"} or (category == "Cc" and character != "\n"):
        return ""
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return "" if is_selector or character in "\u034f\u17b4\u17b5\u180b\u180c\u180d" else character
