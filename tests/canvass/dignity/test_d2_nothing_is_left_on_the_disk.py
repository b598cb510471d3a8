"""D2: a key that was destroyed is on no page of the database's own files."""

from pathlib import Path

import pytest
from django.db import connection

from canvass.availability.declaration import Declaration
from canvass.models import AvailabilityKey
from canvass.services.availability.declare_availability import declare_availability
from canvass.services.availability.destroy_keys import destroy_keys
from canvass.services.availability.forget_availability import forget_availability
from canvass.services.availability.rewrite_keys import rewrite_keys
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def only_on():
    """Skip what is about the files of another database."""

    def only(vendor):
        if connection.vendor != vendor:
            pytest.skip(f"about the files of {vendor}")

    return only


def pages():
    """All that SQLite has on its disk, log and all."""
    path = Path(connection.settings_dict["NAME"])
    return path.read_bytes() + Path(f"{path}-wal").read_bytes()


@pytest.mark.parametrize("is_over", [False, True], ids=["one's own", "expired"])
def test_what_was_destroyed_is_in_no_file_of_sqlite(only_on, is_over):
    only_on("sqlite")
    member = make.make_member(make.make_organization(), "canvasser")
    campaign = make.make_campaign(member.organization)
    declare_availability(
        membership=member,
        campaign=campaign,
        declared=Declaration(travel_minutes=83),
        declared_with="a way in",
    )
    kept = AvailabilityKey.objects.get(membership=member)
    fields = [bytes(one.sealed) for one in kept.fields.all()]
    assert bytes(kept.wrapped) in pages()
    if is_over:
        destroy_keys(keys=AvailabilityKey.objects.all())
    else:
        forget_availability(membership=member, campaign=campaign)
    left = pages()
    assert bytes(kept.wrapped) not in left
    # Of a field only pieces stand on each page.
    assert not any(one[at : at + 64] in left for one in fields for at in range(0, 4096, 512))


def test_postgresql_writes_both_tables_anew_in_the_order_of_their_numbers(only_on):
    only_on("postgresql")
    organization = make.make_organization()
    members = [make.make_member(organization, "canvasser") for _ in range(3)]
    campaign = make.make_campaign(organization)
    declare_availability(
        membership=members[0], campaign=campaign, declared=Declaration(), declared_with="a way in"
    )

    def look():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_relation_filenode('canvass_availabilitykey'),"
                " pg_relation_filenode('canvass_sealedavailability'),"
                " array_agg(id) FROM canvass_availabilitykey"
            )
            *files, ids = cursor.fetchone()
        return files, ids

    before, ids = look()
    assert ids != sorted(ids)
    assert rewrite_keys()
    after, ids = look()
    assert not set(before) & set(after)
    assert ids == sorted(ids)
