"""Whatever a command line meets, it says in one line what to do."""

import sqlite3
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError

from turf.management import command

pytestmark = pytest.mark.django_db


def failing(error: DatabaseError, cause: BaseException | None) -> Callable[..., None]:
    def fail(**_: Any) -> None:
        raise error from cause

    return fail


def postgres_error(state: str) -> Exception:
    """What psycopg raises, with its code."""
    error = Exception("canceling statement")
    error.sqlstate = state  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("database is locked", sqlite3.OperationalError("database is locked")),
        ("canceling statement due to lock timeout", postgres_error("55P03")),
        ("deadlock detected", postgres_error("40P01")),
    ],
)
def test_a_busy_database_is_one_line_that_says_try_again(
    monkeypatch: pytest.MonkeyPatch, text: str, cause: Exception
) -> None:
    monkeypatch.setattr(command, "find_campaign", failing(OperationalError(text), cause))
    with pytest.raises(
        CommandError, match=r"another load or shift is writing.*[Tt]ry again"
    ) as end:
        call_command("load_ground", campaign="spring", addresses=SimpleNamespace())
    assert end.value.returncode == 1
    assert "\n" not in str(end.value)


def test_another_fault_of_the_database_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = failing(OperationalError("disk I/O error"), postgres_error("58030"))
    monkeypatch.setattr(command, "find_campaign", broken)
    with pytest.raises(OperationalError, match="disk"):
        call_command("load_ground", campaign="spring", addresses=SimpleNamespace())
