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


def pages():
    """All that the database has of keys on its disk, log and all."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")
            cursor.execute(
                "SELECT pg_read_binary_file(pg_relation_filepath('canvass_availabilitykey'))"
            )
            return bytes(cursor.fetchone()[0])
    path = Path(connection.settings_dict["NAME"])
    return path.read_bytes() + Path(f"{path}-wal").read_bytes()


@pytest.mark.parametrize("is_over", [False, True], ids=["one's own", "expired"])
def test_what_was_destroyed_is_in_no_file_of_the_database(is_over):
    member = make.make_member(make.make_organization(), "canvasser")
    campaign = make.make_campaign(member.organization)
    declare_availability(
        membership=member, campaign=campaign, declared=Declaration(travel_minutes=83)
    )
    kept = AvailabilityKey.objects.get(membership=member)
    fields = [bytes(one.sealed) for one in kept.fields.all()]
    assert bytes(kept.wrapped) in pages()
    if is_over:
        destroy_keys(keys=AvailabilityKey.objects.all())
    else:
        forget_availability(membership=member, campaign=campaign)
    assert rewrite_keys()
    left = pages()
    assert bytes(kept.wrapped) not in left
    # Of a field only pieces stand on each page.
    assert not any(one[at : at + 64] in left for one in fields for at in range(0, 4096, 512))
