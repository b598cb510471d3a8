"""What is made once for many rows: two worlds for a section, and what a row names for all askers.

Each lives in a transaction that is rolled back with it, and each test in one inside of theirs.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import override_settings
from drf_spectacular.generators import SchemaGenerator
from pytest_django import DjangoDbBlocker

from tests.permissions.asking import Target, Worlds, find_target, make_worlds

CHEAP = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    """Two organizations, made anew for each section of the table.

    Hashing passwords and describing the API would take a third of the whole time, and are tested
    elsewhere.
    """
    with ExitStack() as stack:
        stack.enter_context(override_settings(PASSWORD_HASHERS=CHEAP))
        stack.enter_context(patch.object(SchemaGenerator, "get_schema", return_value={}))
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(transaction.atomic())
        yield make_worlds()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def target(request: pytest.FixtureRequest, worlds: Worlds) -> Iterator[Target]:
    """What the row that is asked for comes to."""
    with transaction.atomic():
        yield find_target(request.param, worlds)
        transaction.set_rollback(True)
