"""The fields of the project, the columns they are known by, and how a person names them."""

import csv
from collections.abc import Iterable, Mapping

from turf.importing.faults import FieldUnknown, listed

# For each field the column names it is known by elsewhere, likeliest first, in lower case and
# without anything but letters and digits.
_PLACE = {
    "geometry": ("geometry", "wkt", "geom", "thegeom"),
    "lon": ("lon", "lng", "long", "longitude", "x", "pointx"),
    "lat": ("lat", "latitude", "y", "pointy"),
}
_ADDRESS = {
    "number": (
        "number",
        "housenumber",
        "streetnumber",
        "addressnumber",
        "addnumber",
        "houseno",
        "stnum",
        "streetno",
        "addrhousenumber",
    ),
    "suffix": ("numbersuffix", "streetnumbersuffix", "housenumbersuffix", "numsuffix", "addnumsuf"),
    "street": ("street", "streetname", "road", "stname", "fullstreet", "addrstreet", "fullname"),
    "full": (
        "fulladdress",
        "address",
        "streetaddress",
        "addressline1",
        "address1",
        "siteaddress",
        "location",
        "residentialaddress",
    ),
    "unit": (
        "unit",
        "apartment",
        "apt",
        "unitnumber",
        "aptnumber",
        "unitno",
        "aptno",
        "suite",
        "addrunit",
    ),
    "city": ("city", "town", "municipality", "place", "addrcity"),
    "postcode": ("postcode", "zip", "zipcode", "postalcode", "zip5", "addrpostcode"),
}
FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "precinct": {
        "code": (
            "code",
            "precinctcode",
            "wardprecinctsubprecinct",
            "wardprecinct",
            "divisionnum",
            "divisionn",
            "precinctid",
            "precinctno",
            "precinctnumber",
            "precinctnum",
            "vtdst",
            "vtd",
            "vtdid",
            "geoid20",
            "geoid",
            "precinct",
            "division",
            "district",
            "name",
        ),
        "name": ("precinctname", "name", "label"),
        "ward": ("ward", "wardno", "wardnum", "wardnumber"),
        "geometry": _PLACE["geometry"],
    },
    "street": {
        "id": (
            "streetkey",
            "globalid",
            "tlid",
            "linearid",
            "osmid",
            "segmentid",
            "segid",
            "centerlineid",
            "id",
        ),
        "name": ("name", "street", "streetname", "fullname", "stname", "label", "roadname"),
        "road_class": (
            "roadclass",
            "class",
            "mtfcc",
            "highway",
            "fclass",
            "railway",
            "waterway",
        ),
        "left_from": ("leftfrom", "lfrom", "lfadd", "fromleft", "lfromadd", "lfromhn", "fromaddrl"),
        "left_to": ("leftto", "lto", "ltadd", "toleft", "ltoadd", "ltohn", "toaddrl"),
        "right_from": (
            "rightfrom",
            "rfrom",
            "rfadd",
            "fromright",
            "rfromadd",
            "rfromhn",
            "fromaddrr",
        ),
        "right_to": ("rightto", "rto", "rtadd", "toright", "rtoadd", "rtohn", "toaddrr"),
        "geometry": _PLACE["geometry"],
    },
    "address": {
        "id": ("addressid", "addressesid", "addrid", "addresskey", "masteraddressid"),
        **_ADDRESS,
        "floor": ("floor", "storey", "level"),
        **_PLACE,
    },
    "person": {
        "id": (
            "id",
            "personid",
            "voterid",
            "stateid",
            "voterfileid",
            "vanid",
            "registrationid",
            "regnum",
        ),
        "given_name": ("givenname", "firstname", "first", "givennames"),
        "family_name": ("familyname", "lastname", "last", "surname"),
        "language": ("language", "lang", "preferredlanguage"),
        "registered_on": ("registeredon", "registrationdate", "dateregistered", "regdate"),
        "is_confidential": ("isconfidential", "confidential", "protected"),
        "address_id": ("addressid", "addrid", "addresskey", "masteraddressid"),
        **_ADDRESS,
    },
}
# One of each group is needed: else a layer of this kind cannot be told from another file.
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "precinct": (("code",),),
    "street": (),
    "address": (("street", "full"),),
    "person": (("id",), ("address_id", "street", "full")),
}

# Layers that are nothing without a geometry, which in a CSV is a column of WKT.
DRAWN = ("precinct", "street")
# Columns that stand beside a street's bare name in files that keep direction and type apart.
BARE_NAMES = ("streetname", "stname", "roadname")
BESIDE = (
    ("predir", "streetpredir", "stpredir", "predirectional", "dirprefix", "prefixdir"),
    ("streettype", "sttype", "streetsuffix", "stsuffix", "stpostyp", "postype", "suffixtype"),
    ("postdir", "streetpostdir", "stpostdir", "postdirectional", "dirsuffix", "suffixdir"),
)


def parse_fields(declared: str) -> dict[str, str]:
    """Read ``precinct.code=WardPrecinct, street.name=Street`` into a mapping.

    Columns joined by a plus are read as one, with blanks between: ``street.name=DIR+NAME+TYPE``. A
    column whose name holds a comma is written in double quotes with its field:
    ``"street.name=Name, long"``. An empty column name says that the file has none.
    Raises FieldUnknown for anything else than known ``layer.field=column`` pairs.
    """
    pairs: dict[str, str] = {}
    one_line = " ".join(declared.split())
    for part in next(csv.reader([one_line], skipinitialspace=True), []):
        if not part.strip():
            continue
        field, sign, name = (piece.strip() for piece in part.partition("="))
        layer, _, short = field.partition(".")
        if not sign or short not in FIELDS.get(layer, {}):
            raise FieldUnknown(
                f"--fields holds {part.strip()!r}; write layer.field=column with one of:"
                f" {listed(known_fields())}."
            )
        pairs[field] = name
    return pairs


def known_fields() -> Iterable[str]:
    """Give every ``layer.field`` the project knows."""
    return (f"{layer}.{field}" for layer, fields in FIELDS.items() for field in fields)
