"""Which rules a report was made by."""

import re
from collections.abc import Mapping
from hashlib import sha256
from types import ModuleType

from canvass.scripts.gate import (
    about_one,
    alike,
    balance,
    cautions,
    english,
    everyday_words,
    exempt,
    holders,
    letters,
    mailbox,
    name_forms,
    names,
    one_sided,
    parties,
    petition,
    preference,
    sentences,
    spanish,
    universe,
    words,
)
from canvass.scripts.gate.pattern import Pattern

EDITION = "2"
"""Changes with a rule that is no table of words: how a text is read, or what is held together."""

_TABLES = (
    about_one,
    alike,
    balance,
    cautions,
    english,
    everyday_words,
    exempt,
    holders,
    letters,
    mailbox,
    name_forms,
    names,
    one_sided,
    parties,
    petition,
    preference,
    sentences,
    spanish,
    universe,
    words,
)


def digest_of(tables: Mapping[str, object]) -> str:
    """Fingerprint of all words and patterns in ``tables``, the same in every process."""
    told = (f"{name}={_told(one)}" for name, one in sorted(tables.items()))
    return sha256("\n".join(told).encode()).hexdigest()


def _told(one: object) -> str:
    if isinstance(one, re.Pattern):
        return f"{one.flags}:{one.pattern}"
    if isinstance(one, Pattern):
        return f"{one.code}:{_told(one.near)}:{_told(one.anywhere)}"
    if isinstance(one, frozenset):
        return repr(sorted(map(_told, one)))
    if isinstance(one, Mapping):
        return repr([(str(key), _told(value)) for key, value in one.items()])
    if isinstance(one, tuple):
        return repr(list(map(_told, one)))
    return repr(one) if isinstance(one, str | int | float | None) else ""


def _constants(module: ModuleType) -> dict[str, object]:
    return {
        f"{module.__name__}.{name}": value
        for name, value in vars(module).items()
        if name.strip("_").isupper() and not name.startswith("__")
    }


RULES_VERSION = (
    f"{EDITION}.{digest_of({k: v for one in _TABLES for k, v in _constants(one).items()})[:12]}"
)
"""Changes with every change of a table of words; an approval by other rules is judged anew."""
