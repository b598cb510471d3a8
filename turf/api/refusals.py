"""Which coded problems an operation may answer with, read from what its services say they raise.

A view calls services, and each names in its docstring what it raises: ``Raises OfferGone when …``.
So the description of the API says it without being told a second time.
"""

import re
from collections.abc import Iterator
from inspect import getdoc, isfunction, unwrap
from itertools import chain
from types import CodeType, FunctionType
from typing import Any

from turf.errors import StoopError

_RAISES = re.compile(r"\b[Rr]aises\b.*", re.DOTALL)
_CLASS = re.compile(r"\b[A-Z]\w+\b")
_LIKE = re.compile(r"`(\w+)`")
_ROOMS = ("services", "reports", "documents")


def refusals_of(view: Any, method: str) -> dict[str, str]:
    """Give the codes that ``method`` of a view may answer with, each with what it says."""
    handler = getattr(type(view), method, None)
    known = _problems()
    names = {name for said in _said(type(view), handler, set()) for name in _CLASS.findall(said)}
    found = {known[name].code: _first_line(known[name]) for name in names & known.keys()}
    return dict(sorted(found.items()))


def _said(owner: type, function: Any, seen: set[Any]) -> Iterator[str]:
    """Give what is said of raising by all the services that a method, or one it calls, calls."""
    plain = unwrap(function) if isfunction(function) else None
    if plain is None or plain in seen:
        return
    seen.add(plain)
    names = _names(plain.__code__)
    # A view's method may have the name of the service that it calls.
    looked_up = [(getattr(owner, name, None), plain.__globals__.get(name)) for name in names]
    for called in chain.from_iterable(looked_up):
        bare = unwrap(called) if isfunction(called) else None
        if bare is None:
            continue
        room = bare.__module__.partition(".")[2].partition(".")[0]
        if room in _ROOMS:
            yield from _told(bare, seen)
        elif room == "api":
            yield from _told(bare, set())
            yield from _said(owner, bare, seen)


def _told(service: FunctionType, seen: set[Any]) -> Iterator[str]:
    """Give what a service says it raises, and what those raise that it says it raises like."""
    if service in seen:
        return
    seen.add(service)
    if found := _RAISES.search(getdoc(service) or ""):
        yield found[0]
        for name in _LIKE.findall(found[0]):
            like = service.__globals__.get(name)
            if isfunction(like):
                yield from _told(unwrap(like), seen)


def _names(code: CodeType) -> set[str]:
    """Give the names that a function and those inside of it look up."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return {*code.co_names, *(name for one in inner for name in _names(one))}


def _problems(root: type[StoopError] = StoopError) -> dict[str, type[StoopError]]:
    below = [one for kind in root.__subclasses__() for one in _problems(kind).items()]
    return dict([(root.__name__, root), *below])


def _first_line(problem: type[StoopError]) -> str:
    return (getdoc(problem) or "").partition("\n")[0]
