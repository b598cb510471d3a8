"""Whatever is drawn over a town, the turfs are whole afterwards, or nothing was changed."""

import numpy as np
import pytest
import shapely
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.turf.stored_town import (
    assert_score_is_true,
    assert_well_formed,
    cut_town,
    doors_in_turfs,
    ground_of,
    live,
    picture,
    store_town,
    two_precincts,
)
from turf.errors import StoopError
from turf.geo import to_shapely
from turf.services.redraw_turf import redraw_turf
from turf.services.split_turf import split_turf
from turf.services.undo_edit import undo_edit

NUMBER = st.integers(0, 99)
SPOTS = st.lists(st.tuples(st.floats(-0.2, 1.2), st.floats(-0.2, 1.2)), min_size=2, max_size=9)


def drawn_over(bounds, spots, *, is_line):
    """What a hand draws over a box: a line from west to east, or any outline."""
    west, south, east, north = bounds
    points = np.array(spots) * (east - west, north - south) + (west, south)
    if is_line:
        return shapely.LineString(points[np.argsort(points[:, 0])])
    whole = shapely.MultiPoint(points).convex_hull.buffer((east - west) / 20)
    ring = shapely.Polygon(points) if len(points) > 2 else whole
    return ring if ring.is_valid and ring.area else whole


@pytest.mark.django_db
def test_any_drawing_gives_whole_turfs_or_changes_nothing():
    cut = cut_town(store_town(two_precincts()))
    ground, doors, first = ground_of(cut), doors_in_turfs(cut), picture(cut)
    done = []

    @settings(max_examples=60, phases=[Phase.generate])
    @given(NUMBER, SPOTS, st.booleans(), st.booleans())
    def draw(number, spots, is_line, is_near):
        turf = live(cut)[number % len(live(cut))]
        box = to_shapely([turf.outline])[0].bounds if is_near else ground.bounds
        drawn = drawn_over(box, spots, is_line=is_line)
        with transaction.atomic():
            try:
                edit = (
                    split_turf(turf=turf, line=drawn)
                    if is_line
                    else redraw_turf(turf=turf, outline=drawn)
                )
            except StoopError as refusal:
                done.append(refusal.code)
            else:
                done.append(edit.kind)
                assert_well_formed(cut, ground)
                assert_score_is_true(cut)
                assert doors_in_turfs(cut) == doors
                undo_edit(cut=cut)
        assert picture(cut) == first

    draw()
    assert {"split", "redraw"} <= set(done)
