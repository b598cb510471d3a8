"""Writes the stops of a cut in walking order, as CSV or GeoJSON."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from turf.errors import NotFound, StoopError
from turf.models import Campaign, Cut, ListedDoor, Stop
from turf.models.walk_list import ListState
from turf.neutralise import neutralise

COLUMNS = ("turf", "position", "door_id", "address", "unit", "precinct", "lon", "lat")
OF_LISTS: tuple[str, ...] = (*COLUMNS[:-2], "list", "source_code", *COLUMNS[-2:])
CHUNK = 5_000


class CannotWrite(StoopError):
    """The file to be written cannot be."""

    code = "cannot_write"


def export_walk_lists(
    *,
    campaign: Campaign,
    out: Path,
    file_format: str,
    cut_id: int | None = None,
    round_number: int | None = None,
    note: Callable[[Path, int], None] | None = None,
) -> int:
    """Write the stops of a cut (the campaign's latest where None) and return how many.

    With ``round_number`` they are those of its frozen lists, with each list's number and its opaque
    source code, by which a copy can be traced. ``file_format`` is ``csv`` or ``geojson``. The file
    is whole or not there at all: it is written beside its place and moved. Before that ``note`` is
    called with the whole file and the count; what it raises leaves no file. Raises NotFound when
    there is no such cut, CannotWrite.
    """
    cut = _cut(campaign, cut_id)
    columns: Sequence[str] = COLUMNS
    rows = _rows(cut)
    if round_number is not None:
        columns, rows = OF_LISTS, _listed(cut, round_number)
    beside = out.with_name(f".{out.name}.part")
    write = {"csv": _write_csv, "geojson": _write_geojson}[file_format]
    try:
        count = write(beside, columns, rows)
        if note:
            note(beside, count)
        beside.replace(out)
    except OSError as error:
        raise CannotWrite(f"Cannot write {out}: {error.strerror}. Give another --out") from error
    finally:
        beside.unlink(missing_ok=True)
    return count


def _cut(campaign: Campaign, cut_id: int | None) -> Cut:
    cuts = Cut.objects.for_campaign(campaign)
    found: Cut | None = (
        cuts.order_by("id").last() if cut_id is None else cuts.filter(id=cut_id).first()
    )
    if found is None:
        raise NotFound(
            f"Campaign {campaign.slug} has no cut{'' if cut_id is None else f' {cut_id}'}. "
            f"Make one with: manage.py cut_turfs --campaign {campaign.slug}"
        )
    return found


def _rows(cut: Cut) -> Iterator[tuple[Any, ...]]:
    stops = (
        Stop.objects.filter(cut=cut)
        .select_related("turf", "door__building__precinct")
        .order_by("turf_id", "position")
    )
    for stop in stops.iterator(chunk_size=CHUNK):
        building = stop.door.building
        yield (
            stop.turf.name,
            stop.position,
            stop.door_id,
            building.address,
            stop.door.unit,
            building.precinct.code if building.precinct else "",
            building.location.x,
            building.location.y,
        )


def _listed(cut: Cut, round_number: int) -> Iterator[tuple[Any, ...]]:
    stops = (
        ListedDoor.objects.filter(
            walk_list__round__turf__cut=cut, walk_list__round__number=round_number
        )
        .exclude(walk_list__state__in=(ListState.CLOSED, ListState.ROLLED_BACK))
        .select_related("walk_list", "door__building__precinct")
        .defer("walk_list__outline", "walk_list__streets")
        .order_by("walk_list__number", "position")
    )
    for stop in stops.iterator(chunk_size=CHUNK):
        walk_list, precinct = stop.walk_list, stop.door.building.precinct
        yield (
            walk_list.name,
            stop.position,
            stop.door_id,
            stop.address,
            stop.unit,
            precinct.code if precinct else "",
            walk_list.number,
            walk_list.source_code,
            stop.lon,
            stop.lat,
        )


def _write_csv(path: Path, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([neutralise(one) if isinstance(one, str) else one for one in row])
            count += 1
    return count


def _write_geojson(path: Path, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for count, row in enumerate(rows, start=1):
            *values, lon, lat = row
            feature = {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": dict(zip(columns, values, strict=False)),
            }
            file.write(("," if count > 1 else "") + "\n" + json.dumps(feature, ensure_ascii=False))
        file.write("\n]}\n")
    return count
