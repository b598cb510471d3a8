"""Which plain letter a reader takes a character for.

Compatibility forms are left to NFKC; the rest follows from the character's own Unicode name or,
for other alphabets, from the table below (after the idea of Unicode Technical Standard 39).
"""

# ruff: noqa: RUF001 (look-alikes are what this module is about)

import re
import unicodedata
from functools import lru_cache

_ALIKE = {
    # Cyrillic
    "АаӐӑӒӓДд": "a", "ВвЬьБбЪъ": "b", "СсҪҫ": "c", "Ԁԁ": "d", "ЕеЁёЗзЭэЄєҾҿҼҽ": "e", "Ғғ": "f",
    "Ԍԍ": "g", "НнҺһЋћЂђҢңҤҥ": "h", "ІіЇї": "i", "Јј": "j", "КкҚқҜҝ": "k", "ӀӏЛл": "l",
    "Мм": "m", "ПпЙйИи": "n", "ОоӨөФф": "o", "Рр": "p", "Ԛԛ": "q", "ГгЯя": "r", "Ѕѕ": "s",
    "ТтҬҭ": "t", "ЦцՍ": "u", "Ѵѵ": "v", "ԜԝШшЩщѠѡ": "w", "ХхҲҳЖж": "x", "УуҮүҰұЎўЧч": "y",
    # Greek; small and capital letters are taken for different ones
    "Ααάἀ": "a", "Ββ": "b", "ϲϹς": "c", "δ": "d", "ΕεΣξΞ": "e", "Ϝ": "f", "ΗἨ": "h", "Ιιίϊΐ": "i",
    "ϳͿ": "j", "Κκϰ": "k", "Λλ": "l", "ΜϺ": "m", "Νη": "n", "ν": "v", "ΟοσόΘθΦφϕΩ": "o", "Ρρϱ": "p",
    "Γ": "r", "Ττ": "t", "υμύϋ": "u", "ωψΨ": "w", "Χχ": "x", "Υγ": "y", "Ζζ": "z", "πΠ": "n",
    # Armenian, Coptic
    "Ա": "a", "ե": "e", "հ": "h", "լւ": "l", "ոռ": "n", "Օօ": "o", "քթ": "p", "զգ": "q",
    "ս": "u", "ց": "g", "յ": "j", "Տ": "s", "Ⲁⲁ": "a", "Ⲉⲉ": "e", "Ⲟⲟ": "o", "Ⲣⲣ": "p",
    "Ⲥⲥ": "c", "Ⲧⲧ": "t", "Ⲛⲛ": "n", "Ⲭⲭ": "x", "Ⲩⲩ": "y", "Ⲓⲓ": "i", "Ⲕⲕ": "k", "Ⲙⲙ": "m",
    # Cherokee, Lisu
    "ᎪꓮꮿꭺᎯ": "a", "Ᏼꓐ": "b", "Ꮯꓚ": "c", "ᎠꓓꓒᎴ": "d", "Ꭼꓰ": "e", "ꓝ": "f", "Ꮐꓖ": "g", "Ꮋꓧ": "h",
    "Ꭵꓲ": "i", "Ꭻꓙ": "j", "Ꮶꓗ": "k", "Ꮮꓡ": "l", "Ꮇꓟ": "m", "ꓠ": "n", "ꓳ": "o", "Ꮲꓑ": "p",
    "ᎡᏒꓣ": "r", "Ꮪꓢ": "s", "Ꭲꓔ": "t", "ꓴ": "u", "Ꮩꓦ": "v", "Ꮃꓪ": "w", "ꓫ": "x", "Ꭹꓬ": "y",
    "Ꮓꓜ": "z",
    # Latin letters whose names tell too little, and signs used as letters
    "ÆæǼǽ": "ae", "Œœ": "oe", "ĲĳƖɩ": "i", "ŊŋƝɲ": "n", "ÐðĐđ": "d", "Þþƿ": "p", "ſƧƨ": "s",
    "Ʒʒ": "z", "ʌ": "v", "ɯ": "m", "ʍ": "w", "ı": "i", "ȷ": "j", "ɑɐ": "a", "ɡ": "g", "ƐɛƎǝ": "e",
    "ɔ": "c", "ʊ": "u", "ℓ": "l", "℮": "e",
}  # fmt: skip
_TABLE = {character: plain for group, plain in _ALIKE.items() for character in group}
_NAMED = re.compile(
    r"(?:LATIN .*?|NEGATIVE CIRCLED LATIN CAPITAL LETTER |NEGATIVE SQUARED LATIN CAPITAL LETTER "
    r"|REGIONAL INDICATOR SYMBOL LETTER )\b([A-Z])(?: WITH .*)?$"
)


def fold(text: str) -> str:
    """Write text in the small plain letters it is taken for; what is no letter stays."""
    if text.isascii():
        return text.lower()
    return "".join(map(plain_letter, text))


@lru_cache(maxsize=8192)
def plain_letter(character: str) -> str:
    """Give the small plain letters a character is taken for; empty for an accent alone."""
    if character.isascii():
        return character.lower()
    taken = "".join(
        _without_name(part)
        for part in unicodedata.normalize("NFKD", character)
        if unicodedata.category(part) not in {"Mn", "Me"}
    )
    return taken.casefold()


def alphabets_of(word: str) -> frozenset[str]:
    """Name the alphabets of a word's letters ("LATIN", "CYRILLIC", …)."""
    return frozenset(
        alphabet for character in word if character.isalpha() and (alphabet := _alphabet(character))
    )


@lru_cache(maxsize=8192)
def _alphabet(character: str) -> str:
    if character.isascii():
        return "LATIN"
    return unicodedata.name(character, "").split(" ")[0]


def _without_name(character: str) -> str:
    if character in _TABLE:
        return _TABLE[character]
    if character.isascii():
        return character
    named = _NAMED.match(unicodedata.name(character, ""))
    return named[1] if named else character
