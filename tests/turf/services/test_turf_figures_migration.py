"""The migrations to figures of each turf and to light histories of edits run both ways."""

import math

import pytest

from tests.factories import make_campaign, make_cut, make_organization, make_precinct
from tests.turf.services.test_turf_edits_migration import (  # noqa: F401
    catalogue,
    everything,
    make_turf,
    migrate,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("everything")]

BEFORE, AFTER = [("turf", "0003_retired_precincts")], [("turf", "0005_edit_stops")]
STOPS = [[1, 2, 1, None, "left"], [3, 4, 2, 5, "right"]]


def test_old_turfs_and_edits_come_over_and_back():
    campaign = make_campaign(make_organization())
    precinct, cut = make_precinct(campaign.jurisdiction), make_cut(campaign)
    apps = migrate(BEFORE)
    old = catalogue()
    turf = make_turf(apps, cut, precinct, name="1-1-01")
    states = [{"id": pk, "name": "x", "is_locked": False, "stops": STOPS[pk:]} for pk in range(2)]
    edits = apps.get_model("turf", "TurfEdit").objects
    row = {"organization_id": cut.organization_id, "cut_id": cut.pk, "edited_at": cut.cut_at}
    edits.create(
        number=1,
        kind="merge",
        before={"turfs": states, "closed_lists": []},
        after={"turfs": [{**states[0], "id": 2}], "unassigned": [], "warnings": []},
        **row,
    )
    light = [{"id": 3, "name": "y", "is_locked": True}]
    edits.create(number=2, kind="lock", before={"turfs": light}, after={"turfs": light}, **row)
    told = list(edits.order_by("number").values("before", "after"))

    apps = migrate(AFTER)

    turf = apps.get_model("turf", "Turf").objects.get(pk=turf.pk)
    east = math.cos(math.radians(39.95)) * 111_320 / 110_540
    expected = 4 * math.pi * east / (2 * (1 + east)) ** 2
    assert turf.compactness == pytest.approx(expected, rel=1e-6)
    assert turf.crossings is None
    merged, locked = apps.get_model("turf", "TurfEdit").objects.order_by("number")
    assert merged.stops == {"0": STOPS, "1": STOPS[1:], "2": STOPS}
    assert merged.before["turfs"][0] == {"id": 0, "name": "x", "is_locked": False}
    assert (locked.stops, locked.before) == ({}, {"turfs": light})

    apps = migrate(BEFORE)

    assert catalogue() == old
    again = apps.get_model("turf", "TurfEdit").objects.order_by("number")
    assert list(again.values("before", "after")) == told
