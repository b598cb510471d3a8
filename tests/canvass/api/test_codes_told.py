"""Whatever services raise on the way of an operation, its description tells by its code.

Descriptions are made of what services say they raise (`turf.api.refusals`); here it is held against
what is raised in their code, by whomever they call.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import getsource, isfunction, unwrap
from typing import Any

import pytest

from tests.permissions.served import methods, served, view_of
from turf.api.refusals import refusals_of
from turf.errors import StoopError

OURS = {"turf", "canvass", "backend"}
HELD_NO_TURF = {"another_cut", "too_many_turfs", "turf_locked"}
NEVER = {
    "edit-cut-recut-unlocked": HELD_NO_TURF,
    "edit-cut-undo": HELD_NO_TURF | {"turf_retired"},
    "edit-turf-lock": HELD_NO_TURF,
    "edit-turf-unlock": HELD_NO_TURF,
    # A lead's own place in a shift that is new.
    "shift-list": {"in_another_team", "not_checked_in", "own_hours", "shift_over"},
    # The words are ours.
    "shift-cancel": {"gate_blocked", "needs_compliance"},
    # Hours are edited of who has some, and their capacity alone.
    "shift-place": {"not_checked_in", "shift_ends_first"},
    # Who takes part was looked at before.
    "shift-propose": {"not_found", "not_one_or_two", "training_missing"},
    "membership-list": {"may_not_enrol", "membership_over"},
    # The view's own word for a 404.
    "required-modules": {"not_found"},
    # It is another who edits.
    "check-out": {"own_hours"},
}
"""What is raised on the way of an operation in other cases than its own."""


@cache
def functions(module: str) -> dict[str, ast.FunctionDef]:
    """The functions of a module by name, methods by the name of their class too."""
    tree = ast.parse(getsource(sys.modules[module]))
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for one in tree.body:
        if isinstance(one, ast.ClassDef):
            methods_of = (node for node in one.body if isinstance(node, ast.FunctionDef))
            found |= {f"{one.name}.{node.name}": node for node in methods_of}
    return found


@dataclass(frozen=True, slots=True)
class Way:
    """The functions that call each other, and the view in which methods of ``self`` are found."""

    owner: type
    functions: tuple[Any, ...] = ()

    def raised_by(self, function: Any) -> set[type]:
        """Problems that a function raises, or one that it calls, and does not catch."""
        plain = unwrap(function) if isfunction(function) else None
        if plain in {None, *self.functions} or plain.__module__.partition(".")[0] not in OURS:
            return set()
        node = functions(plain.__module__).get(plain.__qualname__)
        on = Way(self.owner, (*self.functions, plain))
        return set(on.raised_in(node, frozenset())) if node else set()

    def raised_in(self, node: ast.AST, caught: frozenset[str]) -> Iterator[type]:
        """Problems that are raised below ``node``, but for those ``caught`` by name."""
        for one in self._here(node):
            if caught.isdisjoint(base.__name__ for base in one.__mro__):
                yield one
        tried = node.body if isinstance(node, ast.Try) else []
        here = caught | (caught_by(node) if isinstance(node, ast.Try) else set())
        for below in ast.iter_child_nodes(node):
            yield from self.raised_in(below, here if below in tried else caught)

    def _here(self, node: ast.AST) -> set[type]:
        if isinstance(node, ast.Raise) and node.exc:
            kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            found = self._named(kind)
            is_problem = isinstance(found, type) and issubclass(found, StoopError)
            return {found} if is_problem else set()
        return self.raised_by(self._named(node))  # handed on, it is called too

    def _named(self, node: ast.AST) -> Any:
        if isinstance(node, ast.Name):
            return self.functions[-1].__globals__.get(node.id)
        is_own = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "self"
        return getattr(self.owner, node.attr, None) if is_own else None


def caught_by(node: ast.Try) -> set[str]:
    kinds = [one.type for one in node.handlers if one.type]
    return {one.id for kind in kinds for one in ast.walk(kind) if isinstance(one, ast.Name)}


def operations() -> Iterator[tuple[str, type, str]]:
    """Every operation of ours: its name, its view, and the name of its method."""
    for name in served():
        view, callback = view_of(name), served()[name].callback
        for method in sorted(methods(name)) if view else ():
            handler = (getattr(callback, "actions", None) or {}).get(method, method)
            if hasattr(view, handler):
                yield name, view, handler


OPERATIONS = list(operations())


@pytest.mark.parametrize(
    ("name", "view", "handler"), OPERATIONS, ids=[f"{one} {how}" for one, _, how in OPERATIONS]
)
def test_what_is_raised_is_told(name: str, view: type, handler: str) -> None:
    raised = codes_raised(view, handler)
    assert raised - NEVER.get(name, set()) <= set(refusals_of(view(), handler))


def test_enough_is_found_that_the_comparison_means_something() -> None:
    assert sum(len(codes_raised(view, handler)) for _, view, handler in OPERATIONS) >= 200


def test_what_is_said_to_happen_never_is_raised_somewhere_on_the_way() -> None:
    raised: dict[str, set[str]] = defaultdict(set)
    for name, view, handler in OPERATIONS:
        raised[name] |= codes_raised(view, handler)
    assert {name: codes for name, codes in NEVER.items() if codes - raised[name]} == {}


def codes_raised(view: type, handler: str) -> set[str]:
    """The codes of what an operation raises; one that is given where it is raised has no class."""
    raised = Way(view).raised_by(getattr(view, handler))
    return {one.code for one in raised if "code" in vars(one)}
