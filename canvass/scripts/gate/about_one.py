"""Words that can only be about one person, where a text should be about nobody or everybody."""

import re

from canvass.scripts.gate.letters import fold

_OF_ALL = re.compile(r"\b(?:he or she|his or her|him or her|she or he|her or his)\b")
_WORK = (
    r"(?:lawyers?|litigator|professor|teacher|nurse|doctor|banker|activist|organizer|executive"
    r"|veteran|officer|engineer|businessman|businesswoman|defender|pastor|owner|abogad[oa]"
    r"|profesora?|maestr[oa]|enfermer[oa]|activista|veteran[oa]|empresari[oa]|exjuez|exjueza"
    r"|exfiscal|defensora?)"
)
_WORDS = re.compile(
    r"\b(?:he|she|him|her|his|hers|shes|hes|ella|former|formerly|retired|mother|father|mom|dad"
    r"|wife|husband|son of|daughter|grandmother|grandfather|under investigation|indicted|accused"
    r"|ex (?:juez|jueza|fiscal|abogad[oa])|exjueza?|exfiscal|jubilad[oa]|madre|padre|espos[oa]"
    r"|hij[oa] de|investigad[oa]|acusad[oa]|antigu[oa] (?:juez|jueza|fiscal))\b"
    rf"|\b(?:an?|una?|trial|career|longtime) (?:\w+ )?{_WORK}\b|^{_WORK}$"
)
_NOT_OF_ONE = (
    r"(?! (?:you|your|they|their|them|there|the|this|that|it|we|our|any\w*|every\w*|all|one|some\w*"
    r"|usted|ustedes|su|sus|cada|tod[oa]s)\b)"
)
_OPENS = re.compile(
    r"^(?:(?:is|was|has|had|does|did|would|will|cannot|wont|wouldnt|didnt|isnt"
    rf"|hasnt){_NOT_OF_ONE}"
    r"|(?:lost|won|led|served|lives|lived|grew up|born|refused|failed|known|wants|promise[sd]"
    r"|loved|hated|trusted|respected|beloved|endorsed|never \w+ed|perdio|gano|nacio|sirvio|fue"
    r"|es (?:una?|la|el)|ha (?:perdido|ganado|sido|servido|trabajado)|conocid[oa]|promet(?:e|io)"
    rf"|querid[oa]|respetad[oa])\b{_NOT_OF_ONE})"
)


def is_about_one(text: str) -> bool:
    """Tell whether a sentence or line is about one person, though it does not say whom."""
    folded = " ".join(_plain(fold(text)).split())
    if _WORDS.search(_OF_ALL.sub("", folded)) or _OPENS.search(folded):
        return True
    return bool(re.search(r"\bél\b", text, re.IGNORECASE))


def _plain(text: str) -> str:
    return re.sub(r"[^\w\s]|_", " ", text.replace("'", ""))
