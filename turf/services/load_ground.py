"""Loads precincts, streets, addresses and people from files."""

import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial
from time import perf_counter

from django.db import transaction

from turf.importing.binding import Bound, bind
from turf.importing.read_table import read_table
from turf.importing.report import LayerReport, LoadReport
from turf.models import (
    Building,
    Campaign,
    Door,
    Household,
    Jurisdiction,
    Person,
    Precinct,
    Street,
)
from turf.services.keep_source import Provenance, assumed_expiry, record_source
from turf.services.layer_report import Progress
from turf.services.load_addresses import load_addresses
from turf.services.load_people import load_people
from turf.services.load_precincts import load_precincts
from turf.services.load_streets import load_streets
from turf.statistics import refresh_statistics
from turf.transactions import writing

File = str | os.PathLike[str]
_LAYERS: Mapping[str, tuple[str, Callable[..., LayerReport]]] = {
    "precincts": ("precinct", load_precincts),
    "streets": ("street", load_streets),
    "addresses": ("address", load_addresses),
    "people": ("person", load_people),
}


def load_ground(  # noqa: PLR0913 (all by name)
    *,
    campaign: Campaign,
    precincts: File | None = None,
    streets: File | None = None,
    addresses: File | None = None,
    people: File | None = None,
    fields: Mapping[str, str] | None = None,
    is_dry_run: bool = False,
    is_replacing: bool = False,
    provenance: Provenance | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Load files into the campaign's jurisdiction; loaded again, they change nothing.

    ``fields`` maps ``precinct.code`` and its like to column names (`parse_fields` reads them).
    All files are read before anything is written; then each layer is one transaction, so that a
    load killed in the middle is made whole by running it again. A dry run writes nothing.
    ``is_replacing`` retires the precincts that the file of precincts does not name. Each file is
    recorded with its ``provenance``; people of whom nobody says until when they may be kept are
    kept until `assumed_expiry`.
    ``progress`` hears stage, done and total. Raises GroundFault when a file cannot be loaded.
    """
    started = perf_counter()
    files = {"precincts": precincts, "streets": streets, "addresses": addresses, "people": people}
    bounds: dict[str, Bound] = {}
    for layer, file in files.items():
        if file is not None:
            if progress:
                progress(f"{layer}: opening", 0, 0)
            table = read_table(file, layer=layer)
            bounds[layer] = bind(table, _LAYERS[layer][0], fields or {})
    load = dict(_LAYERS)
    if is_replacing:
        load["precincts"] = ("precinct", partial(load_precincts, is_replacing=True))
    layers: dict[str, LayerReport] = {}
    with writing() if is_dry_run else nullcontext():
        for layer in list(bounds):
            source = record_source(
                jurisdiction=campaign.jurisdiction,
                layer=layer,
                file=files[layer] or "",
                provenance=provenance or Provenance(),
                assumed=assumed_expiry(election_day=campaign.election_day)
                if layer == "people"
                else None,
            )
            if layer == "people":
                load[layer] = ("person", partial(load_people, source=source))
            # Popped, so that a layer's file is out of memory before the next one is stored.
            layers[layer] = load[layer][1](
                jurisdiction=campaign.jurisdiction, bound=bounds.pop(layer), progress=progress
            )
            refresh_statistics(Precinct, Street, Building, Door, Household, Person)
        totals = _totals(campaign.jurisdiction)
        if is_dry_run:
            transaction.set_rollback(True)
    return LoadReport(layers, totals, perf_counter() - started, is_dry_run)


def _totals(jurisdiction: Jurisdiction) -> dict[str, int]:
    """Count what the jurisdiction holds."""
    doors = Door.objects.of_jurisdiction(jurisdiction)
    return {
        "precincts": Precinct.objects.live().filter(jurisdiction=jurisdiction).count(),
        "streets": Street.objects.filter(jurisdiction=jurisdiction).count(),
        "buildings": Building.objects.filter(jurisdiction=jurisdiction).count(),
        "doors": doors.count(),
        "doors_in_no_precinct": doors.filter(building__precinct=None).count(),
        "people": Person.objects.filter(jurisdiction=jurisdiction).count(),
    }
