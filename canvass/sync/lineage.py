"""Which corrections may be stored: those whose parent is stored, or is stored with them."""

from collections.abc import Sequence, Set
from uuid import UUID

from canvass.sync.knock_in import KnockIn

Place = tuple[UUID, UUID]
"""A walk list and the id of a knock on it: a correction reaches no other list."""


def place_of(knock: KnockIn) -> Place:
    """Tell under which name its corrections find ``knock``."""
    return (knock.walk_list, knock.id)


def parent_of(knock: KnockIn) -> Place | None:
    """Tell which knock this one corrects; None where it corrects none."""
    return (knock.walk_list, knock.supersedes) if knock.supersedes else None


def parents_first(knocks: Sequence[KnockIn], stored: Set[Place]) -> list[KnockIn]:
    """Give those ``knocks`` that may be stored, each after the one it corrects.

    ``stored`` are the parents that are there already. Left out is what lacks a parent, or whose
    parent lacks one, and so on; knocks that name each other in a ring all lack one.
    """
    children: dict[Place, list[KnockIn]] = {}
    ready: list[KnockIn] = []
    for knock in knocks:
        parent = parent_of(knock)
        if parent is None or parent in stored:
            ready.append(knock)
        else:
            children.setdefault(parent, []).append(knock)
    for knock in ready:
        ready.extend(children.pop(place_of(knock), ()))
    return ready
