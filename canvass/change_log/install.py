"""Puts the change log's triggers into the database."""

from typing import Any

from django.db import connections, transaction

from canvass.change_log.catalogue import CHANGE_LOG, seen
from canvass.triggers import install as triggers

_CATCH_UP = {
    "postgresql": "SELECT change_log_catch_up()",
    "sqlite": "INSERT INTO change_log_missed (since) VALUES (NULL)",
}
_NEEDS = frozenset({"canvass_change"})


def install(connection: Any) -> bool:
    """Bring the triggers to what the SQL file says; whether anything had to be done.

    Where one was missing, what it would have told is told now. Where one of the tables is not
    there, the migrations stand before the log: it goes.
    """
    before = seen(connection).keys()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        wrong = triggers.install(connection, CHANGE_LOG, needs=_NEEDS)
        if not wrong <= before:
            cursor.execute(_CATCH_UP[connection.vendor])
    return bool(wrong)


def remove(connection: Any) -> None:
    """Take every trigger, function and view of the change log away."""
    triggers.remove(connection, CHANGE_LOG)


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Install on the database that was just migrated or emptied: a receiver of post_migrate."""
    install(connections[using])
