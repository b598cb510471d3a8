"""A cursor for statements that are sent many times in the same words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def prepared_cursor() -> Iterator[Any]:
    """Give a cursor whose statements PostgreSQL plans once a connection, not once a call.

    Django's own writes the parameters into the text, so that each is planned anew, which takes
    longer than to run it. Whether statements are prepared is up to ``prepare_threshold`` in the
    settings. Errors and logs are those of any cursor; SQLite keeps statements by itself.
    """
    wrapped: Any = connection
    make = wrapped.prepared_cursor if wrapped.vendor == "postgresql" else wrapped.cursor
    with make() as cursor:
        yield cursor
