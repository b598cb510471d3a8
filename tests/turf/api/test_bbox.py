from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from turf.api.bbox import parse_bbox

lons = st.floats(-180, 180)
lats = st.floats(-90, 90)

HOSTILE = [
    "",
    "1,2,3",
    "1,2,3,4,5",
    "a,b,c,d",
    "nan,0,1,1",
    "0,0,inf,1",
    "-inf,0,1,1",
    "1e400,0,1,1",
    "-181,0,1,1",
    "0,-91,1,1",
    "0,0,181,1",
    "0,0,1,91",
    "2,0,1,1",
    "0,2,1,1",
    "0,0,1,1" + " " * 300,
    "0,0,1," + "9" * 5000,
    '{"driver":"GTiff","name":"/vsimem/x"}',
    "/vsicurl/http://127.0.0.1:9/x.tif",
    "POLYGON((0 0,1 0,1 1,0 0))",
    "0;0;1;1",
    "0,0,1,1\0",
    "0x1,0,1,1",
]


@given(lons, lats, lons, lats)
def test_a_box_is_read_as_it_was_written(a, b, c, d):
    west, east = sorted((a, c))
    south, north = sorted((b, d))

    box = parse_bbox(f"{west!r},{south!r},{east!r},{north!r}")

    assert box.extent == (west, south, east, north)
    assert box.srid == 4326


@given(st.text() | st.text(alphabet="0123456789.,-+einfa ", max_size=40))
def test_any_text_is_a_box_in_range_or_refused(text):
    with suppress(ValidationError):
        west, south, east, north = parse_bbox(text).extent
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_box_is_refused(text):
    with pytest.raises(ValidationError):
        parse_bbox(text)
