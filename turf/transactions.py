"""How services write and read: the write lock from the first statement, one moment for a read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as default
from django.db import transaction


@contextmanager
def writing() -> Iterator[None]:
    """An atomic block for writers; nests like ``transaction.atomic``, works as a decorator.

    On SQLite a transaction that reads first and writes later fails at once when another one wrote
    in between, so writers begin IMMEDIATE and wait for their turn; readers stay DEFERRED, because
    under IMMEDIATE they would wait for each other too.
    """
    connection: Any = default
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()
    before = connection.transaction_mode
    connection.transaction_mode = "IMMEDIATE"
    try:
        with transaction.atomic():
            connection.transaction_mode = before
            yield
    finally:
        connection.transaction_mode = before


@contextmanager
def reading() -> Iterator[None]:
    """An atomic block in which all reads see one moment of the database; works as a decorator.

    Inside another block it is plain atomic: that one began, and saw what it saw. On SQLite every
    transaction sees one moment; on PostgreSQL it also refuses to write.
    """
    connection: Any = default
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
