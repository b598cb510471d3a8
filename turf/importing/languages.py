"""Languages by their codes."""

import re

_CODES = {
    "english": "en",
    "spanish": "es",
    "chinese": "zh",
    "mandarin": "zh",
    "cantonese": "yue",
    "vietnamese": "vi",
    "portuguese": "pt",
    "haitian": "ht",
    "haitian creole": "ht",
    "cape verdean creole": "kea",
    "russian": "ru",
    "ukrainian": "uk",
    "polish": "pl",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "greek": "el",
    "arabic": "ar",
    "hebrew": "he",
    "yiddish": "yi",
    "persian": "fa",
    "farsi": "fa",
    "urdu": "ur",
    "hindi": "hi",
    "bengali": "bn",
    "gujarati": "gu",
    "punjabi": "pa",
    "nepali": "ne",
    "tamil": "ta",
    "telugu": "te",
    "malayalam": "ml",
    "khmer": "km",
    "cambodian": "km",
    "lao": "lo",
    "thai": "th",
    "burmese": "my",
    "indonesian": "id",
    "tagalog": "tl",
    "filipino": "fil",
    "korean": "ko",
    "japanese": "ja",
    "hmong": "hmn",
    "somali": "so",
    "amharic": "am",
    "tigrinya": "ti",
    "swahili": "sw",
    "yoruba": "yo",
    "igbo": "ig",
    "albanian": "sq",
    "armenian": "hy",
    "turkish": "tr",
    "american sign language": "ase",
    "asl": "ase",
}


def language_code(cell: str) -> str:
    """Return the code of a language named in English or by its code, empty when it is neither."""
    word = cell.strip().lower()
    if word in _CODES:
        return _CODES[word]
    return word if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,6})?", word) else ""
