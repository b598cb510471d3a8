"""From documents of any app that was ever shipped to those of today."""

from collections.abc import Callable, Mapping

CURRENT_SCHEMA = 1
"""The form of documents that `canvass.sync.knock_wire` reads."""

OLDEST_SCHEMA = 1
"""The oldest form still read; an app that speaks an older one has to be updated first."""

Document = Mapping[str, object]

UPCASTERS: dict[int, Callable[[Document], Document]] = {}
"""By schema, the step from it to the next one; never changed once its schema was shipped."""


def upcast(document: object, schema: int) -> object:
    """Bring a document of ``schema`` to `CURRENT_SCHEMA`, step by step.

    What is no object, and what a newer app wrote, stays as it came: fields that are not known here
    are kept with the knock.
    """
    if not isinstance(document, Mapping):
        return document
    current: Document = document
    for step in range(schema, CURRENT_SCHEMA):
        current = UPCASTERS[step](current)
    return current


def is_too_old(schema: int) -> bool:
    """Tell whether an app speaks a form that is read no more."""
    return schema < OLDEST_SCHEMA
