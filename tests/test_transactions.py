"""Writers wait for each other; none is refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from turf.models import Organization
from turf.transactions import writing

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
