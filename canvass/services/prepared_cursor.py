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
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    from django.db.backends.postgresql.base import ServerBindingCursor

    wrapped: Any = connection
    wrapped.ensure_connection()
    binding: Any = ServerBindingCursor
    with wrapped._prepare_cursor(binding(wrapped.connection)) as cursor:
        yield cursor
