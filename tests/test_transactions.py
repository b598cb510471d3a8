"""Writers wait for each other; none is refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import InternalError, connection

from turf.models import Organization
from turf.transactions import reading, writing

WRITERS, TIMES = 6, 10


def read_then_write(slug: str) -> None:
    try:
        for _ in range(TIMES):
            with writing():
                organization = Organization.objects.select_for_update().get(slug=slug)
                organization.name = str(int(organization.name) + 1)
                organization.save()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_that_read_first_lose_no_update() -> None:
    Organization.objects.create(slug="counted", name="0")
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(read_then_write, ["counted"] * WRITERS))
    assert Organization.objects.get(slug="counted").name == str(WRITERS * TIMES)


@pytest.mark.django_db(transaction=True)
def test_a_failure_rolls_back_and_leaves_the_connection_as_it_was() -> None:
    @writing()
    def write_and_fail() -> None:
        Organization.objects.create(slug="gone", name="")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_and_fail()
    assert not Organization.objects.exists()
    assert getattr(connection, "transaction_mode", None) is None


def rename(slug: str) -> None:
    try:
        with writing():
            Organization.objects.filter(slug=slug).update(name="other")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_read_sees_one_moment_while_others_write() -> None:
    Organization.objects.create(slug="read", name="one")
    with reading(), ThreadPoolExecutor(1) as pool:
        assert Organization.objects.get().name == "one"
        pool.submit(rename, "read").result()
        with reading():
            assert Organization.objects.get().name == "one"
    assert Organization.objects.get().name == "other"


@pytest.mark.django_db(transaction=True)
def test_a_read_refuses_to_write_where_the_database_can() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite knows no read-only transaction")
    with pytest.raises(InternalError, match="read-only"), reading():
        Organization.objects.create(slug="written", name="")
