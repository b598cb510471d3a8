"""No place and no picture is kept of what a phone sends, however it is spelt, nested or named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvass.sync.item import read_item
from canvass.sync.knock_wire import wire_knock
from canvass.sync.never_stored import is_plain, without_never_stored
from canvass.sync.place_names import names_place_or_picture
from tests.canvass.sync.knock_strategies import json_values, knocks

LAT, LON = 39.952583, -75.165222
NAMES = [
    *("lat", "lon", "lng", "latitude", "longitude", "geo", "coords", "location", "photo", "image"),
    *("picture", "gps", "position", "selfie", "latlng", "foto", "geohash", "coordinates", "x", "y"),
]
SIGNS = st.sampled_from(["", "_", "-", ".", " ", "~", "\u200b", "́"])
WRAPS = st.sampled_from(["{}", "{}1", "my_{}", "my{}", "device.{}", "{}_value", "_{}", "{}AtDoor"])
LOOK_ALIKE = str.maketrans("aeopcxi", "аеорсхі")  # noqa: RUF001


@st.composite
def odd_names(draw):
    """Spell one of the names as nobody would think of looking for it."""
    name = draw(st.sampled_from(NAMES))
    how = draw(st.integers(0, 4))
    if how == 1:
        name = draw(SIGNS).join(name)
    elif how == 2:
        wrap = draw(WRAPS)
        name = wrap.format(name.title() if wrap == "my{}" else name)
    elif how == 3:
        name = name.translate(LOOK_ALIKE)
    elif how == 4:
        name = "".join(letter.upper() if draw(st.booleans()) else letter for letter in name)
        name = name if "".join(name).lower() == name or name.isupper() else name.upper()
    return name


places = st.sampled_from(
    [
        *(LAT, [LAT, LON], [39.95, -75.17], {"a": 39.95, "b": -75.17}, f"{LAT},{LON}", "39.9526N"),
        *(f"POINT({LON} {LAT})", "39°57'09\"", "87F6XR2Q+4G", {"deep": [{"er": [LON, LAT]}]}),
        *("https://maps.example/@39.95,-75.17", {f"{LAT}": True}, [[LAT], [LON]]),
    ]
)
pictures = st.sampled_from(
    ["data:image/png;base64,iVBORw0KGgo=", "aB3/" * 200, list(range(256)), {"parts": ["x" * 300]}]
)
plain_names = st.sampled_from(["platform", "template", "note_kind", "app", "mood", "late", "z1"])


def nest(draw, value):
    for _ in range(draw(st.integers(0, 5))):
        value = draw(
            st.sampled_from([{"inner": value}, [value], {"list": [1, value]}, {"results": [value]}])
        )
    return value


def put(draw, document, field):
    """Put a field somewhere: beside the others, inside of one, in a result or in a response."""
    where = draw(st.integers(0, 3))
    if where == 0:
        return document | field
    if where == 1:
        return document | {"mood": nest(draw, field)}
    result = {**document["results"][0]}
    if where == 2:
        result |= field
    else:
        answer = {"question": "plan", "value": "yes", "wording": "", "language": "en"} | field
        result["responses"] = [answer]
    return document | {"results": [result]}


def kept_of(document):
    item = read_item(0, document)
    return item, json.dumps([item.document, item.knock and item.knock.unknown], default=str)


@given(knocks(), odd_names(), st.data())
def test_a_field_that_is_named_so_goes_wherever_it_stands(knock, name, data):
    value = data.draw(st.sampled_from([7, "CANARY", ["CANARY"], {"v": "CANARY"}, True]))
    item, kept = kept_of(put(data.draw, wire_knock(knock), {name: value}))
    assert item.is_stripped
    assert "CANARY" not in kept
    assert json.dumps(name) not in kept


@given(knocks(), plain_names, places | pictures, st.data())
def test_what_holds_a_place_or_a_picture_goes_whatever_its_name(knock, name, value, data):
    document = wire_knock(knock)
    item, kept = kept_of(put(data.draw, document, {name: nest(data.draw, value)}))
    assert item.is_stripped
    for canary in ("39.95", "75.1", "XR2Q", "39°", "iVBOR", "aB3/aB3/", "254, 255", "xxxxxx"):
        assert canary not in kept


@given(knocks(), st.data())
def test_what_means_something_stays_to_the_letter(knock, data):
    document = wire_knock(knock)
    item = read_item(0, document)
    assert (item.knock, item.is_stripped) == (knock, False)
    odd = read_item(0, document | {data.draw(odd_names()): data.draw(places)})
    assert (odd.knock, odd.content_hash) == (item.knock, item.content_hash)


@given(knocks(), plain_names, st.booleans() | st.integers() | st.sampled_from(["en", "v2.1"]))
def test_what_a_newer_app_adds_stays(knock, name, value):
    item = read_item(0, wire_knock(knock) | {name: value})
    assert (item.knock.unknown, item.is_stripped) == ({name: value}, False)


texts = places.filter(lambda one: isinstance(one, str)) | st.sampled_from(
    [
        "en",
        "es-MX",
        "",
        "data:",
        "aB3/" * 75,
        "aB3/" * 74,
        "not home",
        "POINT",
        "data:a/b;c",
        "1.23456",
    ]
)
leaves = texts | st.none() | st.booleans() | places


@given(knocks(), st.data())
def test_a_glance_never_passes_what_has_to_go(knock, data):
    document = wire_knock(knock)
    for name in data.draw(st.lists(st.sampled_from([*document, "_deleted"]), max_size=3)):
        document[name] = data.draw(leaves | st.just([]), label=name)
    answer = {name: data.draw(leaves) for name in ("question", "value", "wording", "language")}
    results = document["results"]
    for result in results if isinstance(results, list) else ():
        if isinstance(result, dict) and data.draw(st.booleans()):
            result["responses"] = [answer]
    item = read_item(0, document)
    assert (item.document, item.is_stripped) == without_never_stored(document)


@given(knocks())
def test_what_most_apps_send_is_passed_at_a_glance(knock):
    document = wire_knock(knock) | {"hazards": [], "access": [], "_deleted": False}
    answer = {"question": "plan", "value": "yes", "wording": "Plan?", "language": "es-MX"}
    results = [one | {"responses": [answer]} for one in document["results"]]
    assert is_plain({**document, "results": results} | {"note": "Blue door", "language_needed": ""})


@given(json_values)
def test_any_json_value_is_read_and_what_is_left_loses_no_more(value):
    kept, _ = without_never_stored(value)
    again, is_stripped = without_never_stored(kept)
    assert (again, is_stripped) == (kept, False)


@pytest.mark.parametrize("name", ["platform", "template", "related", "late", "color", "balloon"])
def test_words_that_only_contain_one_are_no_places(name):
    assert not names_place_or_picture(name)


def test_a_picture_in_a_note_goes_and_the_note_stays():
    note = "Left it with her son. data:image/png;base64,iVBORw0KGgo= Thanks"
    [kept] = [without_never_stored({"note": note})[0]["note"]]
    assert kept == "Left it with her son.  Thanks"


def test_many_short_pieces_are_one_long_thing():
    pieces = {f"part{number}": "ab" * 40 for number in range(60)}
    assert without_never_stored({"door": 3} | pieces) == ({"door": 3}, True)


def test_what_is_sent_back_with_its_error_is_not_warned_of_again():
    error = {"code": "bad_time", "message": "word " * 80, "fixable": True}
    document = {"door": 3, "sync_state": "quarantined", "sync_error": error}
    assert without_never_stored(document) == (document, False)
