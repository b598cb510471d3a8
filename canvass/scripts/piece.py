"""A piece of written material: literature, a card, a briefing, a petition, a call script."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from canvass.scripts.document import Node
from canvass.scripts.gate.passage import Passage
from canvass.scripts.gate.settings import Material
from canvass.scripts.problem import Refused

LONGEST_TITLE = 100
LONGEST_TEXT = 20_000
MOST_LANGUAGES = 20
PIECE_FIELDS = frozenset({"kind", "title", "texts"})
_APART = frozenset({Material.SCRIPT, Material.NOTICE})
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,4})?")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece; ``texts`` maps language to text."""

    kind: Material
    title: str
    texts: Mapping[str, str]

    @property
    def passages(self) -> list[Passage]:
        """The title and text of each language: the same list in whatever order they were given."""
        return [
            passage
            for language in sorted(self.texts)
            for passage in (
                Passage("title", language, self.title),
                Passage(f"texts.{language}", language, self.texts[language]),
            )
        ]


def read_piece(document: object) -> Piece:
    """Read kind, title and texts. Raises Refused with all that is wrong."""
    root = Node(document)
    root.fields(PIECE_FIELDS)
    kind = root.at("kind").word(Material)
    title, texts = root.at("title").text(LONGEST_TITLE), _texts(root.at("texts"))
    if kind in _APART:
        root.at("kind").refuse("kind_elsewhere", "scripts and notices are written elsewhere")
    if kind is None or root.problems:
        raise Refused(root.problems)
    return Piece(kind, title, texts)


def _texts(node: Node) -> dict[str, str]:
    if not isinstance(node.value, Mapping) or not node.value:
        node.refuse("text_missing", "write a text for each language, as {language: text}")
        return {}
    if len(node.value) > MOST_LANGUAGES:
        node.refuse("languages_too_many", f"write it in at most {MOST_LANGUAGES} languages")
        return {}
    if not all(isinstance(one, str) and _LANGUAGE.fullmatch(one) for one in node.value):
        node.refuse("language_unknown", "name each language by its code, as en or es")
        return {}
    return {language: node.at(language).text(LONGEST_TEXT) for language in node.value}
