"""Names that fields have in which a place or a picture lies."""

import re

from canvass.scripts.gate.letters import fold

_WORDS = frozenset(
    {
        *("lat", "lats", "lon", "lng", "long", "geo", "gps", "loc", "pos", "ll", "x", "y", "xy"),
        *("xyz", "wkt", "wkb", "utm", "mgrs", "place", "places", "trail", "track", "bearing"),
        *("heading", "alt", "altitude", "elevation", "accuracy", "pic", "pics", "img", "imgs"),
        *("jpg", "jpeg", "png", "heic", "webp", "gif", "cam", "blob", "lieu", "ort", "sitio"),
    }
)
_PARTS = (
    *("latit", "longit", "latlon", "latlng", "lonlat", "lnglat", "gpslat", "gpslon", "coord"),
    *("geoloc", "geohash", "geopoint", "geojson", "geomet", "geograph", "locat", "position"),
    *("posici", "ubicaci", "whereabout", "waypoint", "breadcrumb", "easting", "northing"),
    *("pluscode", "whatwords", "photo", "foto", "image", "imagen", "picture", "selfie", "camera"),
    *("thumbnail", "attach", "avatar", "portrait", "snapshot", "bitmap", "base64", "dataur"),
)
_AS_LETTERS = str.maketrans("013457", "oieast")
"""Digits in the place of letters."""


def names_place_or_picture(name: str) -> bool:
    """Tell whether ``name`` is one of a place or a picture, however it is spelt.

    Case, accents, signs between the letters and characters that only look alike do not matter. A
    short word counts as a word of its own alone: ``platform`` has no ``lat`` in it.
    """
    plain = fold(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name))
    return any(_is_one(one) for one in {plain, plain.translate(_AS_LETTERS)})


def _is_one(name: str) -> bool:
    words = re.findall(r"[a-z]+", name)
    squashed = "".join(words)
    return (
        squashed in _WORDS
        or not _WORDS.isdisjoint(words)
        or any(part in squashed for part in _PARTS)
    )
