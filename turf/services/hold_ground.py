"""Lets one load at a time change a jurisdiction's ground."""

from collections.abc import Iterator
from contextlib import contextmanager

from turf.models import Jurisdiction
from turf.transactions import writing


@contextmanager
def hold_ground(*, jurisdiction: Jurisdiction) -> Iterator[None]:
    """A transaction in which no other load changes this ground; a second one waits.

    Two at once would both find a row missing and both insert it.
    """
    with writing():
        # Not for key: rows that only refer to the jurisdiction may be inserted meanwhile.
        Jurisdiction.objects.select_for_update(no_key=True).get(pk=jurisdiction.pk)
        yield
