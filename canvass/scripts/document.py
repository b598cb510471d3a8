"""Reads typed fields out of a JSON-like document, noting every fault instead of stopping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from canvass.scripts.problem import Problem

W = TypeVar("W", bound=StrEnum)

LONGEST_TEXT = 5_000
LONGEST_KEY = 50
UNREADABLE = "take out characters that stand for nothing (NUL, halves of pairs)"


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a document and its path; ``problems`` is shared by all nodes of a document.

    A method gives an empty value for what it cannot read and notes why.
    """

    value: object
    place: str = ""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, message: str) -> None:
        """Note a fault at this place."""
        self.problems.append(Problem(self.place, code, message))

    def at(self, name: str) -> "Node":
        """Go to a field; its value is None where it is absent or this is no object."""
        inside = self.value.get(name) if isinstance(self.value, Mapping) else None
        return Node(inside, f"{self.place}.{name}" if self.place else name, self.problems)

    def has(self, name: str) -> bool:
        """Tell whether the field is there, if only as null."""
        return isinstance(self.value, Mapping) and name in self.value

    def fields(self, known: frozenset[str]) -> bool:
        """Tell whether this is an object; fields nobody knows are faults: nothing checks them."""
        if not isinstance(self.value, Mapping):
            self.refuse("not_an_object", "give an object with named fields")
            return False
        for name in self.value:
            if name not in known:
                words = ", ".join(sorted(known))
                self.at(str(name)).refuse("field_unknown", f"take it out; known are {words}")
        return True

    def items(self) -> "list[Node]":
        """Read a list; absent is empty."""
        if self.value is None:
            return []
        if isinstance(self.value, str | bytes) or not isinstance(self.value, Sequence):
            self.refuse("not_a_list", "give a list")
            return []
        return [
            Node(one, f"{self.place}[{index}]", self.problems)
            for index, one in enumerate(self.value)
        ]

    def text(self, longest: int = LONGEST_TEXT) -> str:
        """Read text that says something."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.refuse("text_missing", "write a text")
            return ""
        if len(self.value) > longest:
            self.refuse("text_too_long", f"write at most {longest} characters")
        if not _is_writable(self.value):
            self.refuse("text_unreadable", UNREADABLE)
            return ""
        return self.value

    def key(self) -> str:
        """Read a short name."""
        return self.text(LONGEST_KEY)

    def word(self, known: type[W]) -> W | None:
        """Read one of a list of words."""
        if isinstance(self.value, str) and self.value in set(known):
            return known(self.value)
        self.refuse("word_unknown", f"write one of {', '.join(known)}")
        return None

    def whole_number(self, what: str) -> int | None:
        """Read a whole number from 1; ``what`` says what it counts."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and self.value > 0:
            return self.value
        self.refuse("not_a_number", f"write {what}, a whole number from 1")
        return None

    def flag(self, *, default: bool) -> bool:
        """Read true or false; absent is ``default``."""
        if self.value is None:
            return default
        if not isinstance(self.value, bool):
            self.refuse("not_a_flag", "write true or false")
            return default
        return self.value

    def words(self) -> dict[str, str]:
        """Read one text by language; languages are judged elsewhere."""
        if not isinstance(self.value, Mapping) or not self.value:
            self.refuse("text_missing", "write a text for each language, as {language: text}")
            return {}
        written: dict[str, str] = {}
        for language in self.value:
            node = self.at(str(language))
            if isinstance(node.value, str) and not _is_writable(node.value):
                node.refuse("text_unreadable", UNREADABLE)
            elif isinstance(node.value, str) and len(node.value) <= LONGEST_TEXT:
                written[str(language)] = node.value
            elif isinstance(node.value, str):
                node.refuse("text_too_long", f"write at most {LONGEST_TEXT} characters")
            else:
                node.refuse("text_missing", "write a text")
        return written


def _is_writable(text: str) -> bool:
    """Tell whether every database and phone can hold it."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
