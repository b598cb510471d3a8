"""Which column of a file is which field of the project."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from turf.importing.faults import ColumnMissing, FieldUnknown, listed
from turf.importing.table import Table, Texts, column

# For each field the column names it is known by elsewhere, likeliest first, in lower case and
# without anything but letters and digits.
_PLACE = {
    "geometry": ("geometry", "wkt", "geom", "thegeom"),
    "lon": ("lon", "lng", "long", "longitude", "x", "pointx"),
    "lat": ("lat", "latitude", "y", "pointy"),
}
_ADDRESS = {
    "number": (
        "number", "housenumber", "streetnumber", "addressnumber", "addnumber", "houseno", "stnum",
        "streetno", "addrhousenumber",
    ),
    "suffix": ("numbersuffix", "streetnumbersuffix", "housenumbersuffix", "numsuffix", "addnumsuf"),
    "street": ("street", "streetname", "road", "stname", "fullstreet", "addrstreet", "fullname"),
    "full": (
        "fulladdress", "address", "streetaddress", "addressline1", "address1", "siteaddress",
        "location", "residentialaddress",
    ),
    "unit": (
        "unit", "apartment", "apt", "unitnumber", "aptnumber", "unitno", "aptno", "suite",
        "addrunit",
    ),
    "city": ("city", "town", "municipality", "place", "addrcity"),
    "postcode": ("postcode", "zip", "zipcode", "postalcode", "zip5", "addrpostcode"),
}
FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "precinct": {
        "code": (
            "code", "precinctcode", "wardprecinctsubprecinct", "wardprecinct", "divisionnum",
            "divisionn", "precinctid", "precinctno", "precinctnumber", "precinctnum", "vtdst",
            "vtd", "vtdid", "geoid20", "geoid", "precinct", "division", "district", "name",
        ),
        "name": ("precinctname", "name", "label"),
        "ward": ("ward", "wardno", "wardnum", "wardnumber"),
        "geometry": _PLACE["geometry"],
    },
    "street": {
        "id": (
            "streetkey", "globalid", "tlid", "linearid", "osmid", "segmentid", "segid",
            "centerlineid", "id",
        ),
        "name": ("name", "street", "streetname", "fullname", "stname", "label", "roadname"),
        "road_class": (
            "roadclass", "class", "majorroad", "mtfcc", "highway", "fclass", "railway", "waterway",
        ),
        "left_from": ("leftfrom", "lfrom", "lfadd", "fromleft", "lfromadd", "lfromhn", "fromaddrl"),
        "left_to": ("leftto", "lto", "ltadd", "toleft", "ltoadd", "ltohn", "toaddrl"),
        "right_from": (
            "rightfrom", "rfrom", "rfadd", "fromright", "rfromadd", "rfromhn", "fromaddrr",
        ),
        "right_to": ("rightto", "rto", "rtadd", "toright", "rtoadd", "rtohn", "toaddrr"),
        "geometry": _PLACE["geometry"],
    },
    "address": {
        "id": ("addressid", "addressesid", "addrid", "addresskey", "masteraddressid"),
        **_ADDRESS, "floor": ("floor", "storey", "level"), **_PLACE,
    },
    "person": {
        "id": (
            "id", "personid", "voterid", "stateid", "voterfileid", "vanid", "registrationid",
            "regnum",
        ),
        "given_name": ("givenname", "firstname", "first", "givennames"),
        "family_name": ("familyname", "lastname", "last", "surname"),
        "language": ("language", "lang", "preferredlanguage"),
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
_DRAWN = ("precinct", "street")


@dataclass(frozen=True, slots=True)
class Bound:
    """A table whose columns go by the project's field names; ``guessed`` were not declared."""

    table: Table
    column_of: Mapping[str, str]
    guessed: frozenset[str]

    def get(self, field: str) -> Texts:
        """Return the (n,) texts of a field, empty ones where the file has no such column."""
        name = self.column_of.get(field)
        if name is None:
            return column([""] * len(self.table))
        return self.table.columns[name]

    def get_cell(self, field: str, row: int) -> str:
        """Return one text of a field, empty where the file has no such column."""
        name = self.column_of.get(field)
        return str(self.table.columns[name][row]) if name is not None else ""

    def has(self, field: str) -> bool:
        """Whether the file has a column for the field."""
        return field in self.column_of


def parse_fields(declared: str) -> dict[str, str]:
    """Read ``precinct.code=WardPrecinct, street.name=Street`` into a mapping.

    A column whose name holds a comma is written in double quotes with its field:
    ``"street.name=Name, long"``. An empty column name says that the file has none.
    Raises FieldUnknown for anything else than known ``layer.field=column`` pairs.
    """
    pairs: dict[str, str] = {}
    for part in next(csv.reader([declared.replace("\n", ",")], skipinitialspace=True), []):
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


def bind(table: Table, layer: str, declared: Mapping[str, str]) -> Bound:
    """Find the column of each field of ``layer``: as declared, else by its usual names.

    Raises ColumnMissing when a declared column, or one the layer cannot do without, is not there.
    """
    column_of: dict[str, str] = {}
    guessed: set[str] = set()
    for field, usual in FIELDS[layer].items():
        wanted = declared.get(f"{layer}.{field}")
        name = _guess(table, layer, field, usual) if wanted is None else wanted
        if name and wanted:
            name = _declared(table, layer, field, wanted)
        if name:
            column_of[field] = name
            guessed |= set() if wanted else {field}
    for group in NEEDED[layer]:
        if not any(field in column_of for field in group):
            raise _missing(table, layer, group)
    if layer in _DRAWN and table.geometry is None and "geometry" not in column_of:
        raise _missing(table, layer, ("geometry",))
    return Bound(table, column_of, frozenset(guessed))


def _declared(table: Table, layer: str, field: str, wanted: str) -> str:
    """Return the column that --fields names, its case aside. Raises ColumnMissing."""
    if wanted in table.columns:
        return wanted
    for name in table.columns:
        if name.casefold() == wanted.casefold():
            return name
    raise ColumnMissing(
        f"{table.source} has no column {wanted!r}, which --fields names for {layer}.{field};"
        f" columns found: {listed(table.columns)}."
    )


def _guess(table: Table, layer: str, field: str, usual: tuple[str, ...]) -> str | None:
    """Return the likeliest column; for what tells rows apart, the likeliest that does so."""
    plain = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in reversed(table.columns)}
    found = [plain[name] for name in usual if name in plain]
    if layer == "street" and field == "id":
        return next((name for name in found if _tells_apart(table.columns[name])), None)
    if layer == "precinct" and field == "code" and found:
        return max(found, key=lambda name: len(set(table.columns[name]) - {""}))
    return found[0] if found else None


def _tells_apart(values: Texts) -> bool:
    """Whether a column is complete and never says the same twice."""
    return "" not in values and len(set(values)) == len(values)


def _missing(table: Table, layer: str, group: tuple[str, ...]) -> ColumnMissing:
    """Say what is needed and what there is."""
    asked = " or ".join(f"{layer}.{field}" for field in group)
    return ColumnMissing(
        f"{table.source} has no column for {asked}; columns found: {listed(table.columns)}."
        f" Name it with --fields {layer}.{group[0]}=COLUMN."
    )
