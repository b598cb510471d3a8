"""What the URLconf serves: every address by its name, with its parameters and its methods."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ASKED_FOR = ("get", "post", "put", "patch", "delete")
"""Methods that do something; HEAD follows from GET, and OPTIONS tells nothing."""

OF_FUNCTIONS = {"sheets": {"get", "post"}}
"""Pages that are functions are read; these take more."""


@cache
def served() -> dict[str, URLPattern]:
    """Return all that is served by name; the admin has rules of its own."""
    return {pattern.name or str(pattern.pattern): pattern for pattern in _walk(get_resolver())}


def _walk(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.namespace != "admin":
            yield from _walk(pattern)


def parameters(name: str) -> dict[str, Any]:
    """Return the converter of each parameter in an address."""
    return dict(served()[name].pattern.converters)


def view_of(name: str) -> type | None:
    """Return the class of the view, None where it is a function."""
    callback: Any = served()[name].callback
    view: type | None = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    return view


def methods(name: str) -> set[str]:
    """Return the methods that a view has handlers of."""
    callback, view = served()[name].callback, view_of(name)
    actions = getattr(callback, "actions", None)
    if actions or view is None:
        return set(actions or OF_FUNCTIONS.get(name, {"get"})) & set(ASKED_FOR)
    return {one for one in view.http_method_names if hasattr(view, one)} & set(ASKED_FOR)  # type: ignore[attr-defined]
