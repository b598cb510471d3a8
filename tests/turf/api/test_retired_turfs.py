"""Turfs that an edit replaced are shown nowhere as the present."""

import pytest
from django.test import Client

from backend.pages.turf_rows import turfs_of
from tests.factories import make_member
from tests.turf.stored_town import cut_town, live, store_town, two_precincts
from turf.services.export_walk_lists import export_walk_lists
from turf.services.split_turf import split_turf

pytestmark = pytest.mark.django_db


def test_lists_pages_and_exports_hold_live_turfs_alone(tmp_path):
    cut = cut_town(store_town(two_precincts()))
    retired = live(cut)[0]
    split_turf(turf=retired, into=2)
    now = {turf.pk for turf in live(cut)}
    client = Client()
    client.force_login(make_member(cut.organization).user)
    told = client.get("/api/v1/turfs/", {"cut": cut.pk}).json()["results"]
    assert {turf["id"] for turf in told} == now
    assert client.get(f"/api/v1/turfs/{retired.pk}/").status_code == 404
    assert {turf.pk for turf in turfs_of(cut)} == now
    out = tmp_path / "lists.csv"
    count = export_walk_lists(campaign=cut.campaign, out=out, file_format="csv")
    assert count == cut.stops.count() == sum(turf.door_count for turf in live(cut))
    assert f"\n{retired.name}," not in out.read_text(encoding="utf-8")
