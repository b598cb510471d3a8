"""Counts the tallies of a campaign again from its knocks, and tells where they differ."""

from dataclasses import dataclass

from django.db import connection, transaction

from canvass.services.tally_sql import KEPT, Kept, counted, insertion, summed, vendor
from turf.models import Campaign
from turf.transactions import writing

MOST_NAMED = 100
"""Rows that are named; whoever has more has one cause to look for."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of ``table`` by its ``key``: what is ``kept`` and ``recounted`` of each counter.

    A row that is not there is as good as one of zeros.
    """

    table: str
    key: tuple[object, ...]
    counters: tuple[str, ...]
    kept: tuple[int, ...]
    recounted: tuple[int, ...]

    def __str__(self) -> str:
        """Say it in one line."""
        parts = (
            f"{name} {have}, recounted {found}"
            for name, have, found in zip(self.counters, self.kept, self.recounted, strict=True)
            if have != found
        )
        key = ", ".join(str(part) for part in self.key)
        return f"{self.table} ({key}): {'; '.join(parts)}"


@writing()
def recount_tallies(*, campaign: Campaign, mend: bool = False) -> list[Difference]:
    """Compare each tally of ``campaign`` with a recount, and return up to `MOST_NAMED` that differ.

    With ``mend`` they are made what the recount says. Tallies differ where somebody wrote knocks
    past the services, and by precinct where precincts were redrawn since. Knocks that come in
    meanwhile wait.
    """
    _hold_writers()
    differences = [row for kept in KEPT for row in _differences(kept, campaign)]
    if mend and differences:
        for kept in KEPT:
            _write_again(kept, campaign)
    return differences[:MOST_NAMED]


def _hold_writers() -> None:
    """Keep knocks out until the end of the transaction: here is one moment for several queries."""
    if connection.vendor == "postgresql":
        tables = ", ".join(kept.table for kept in KEPT)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE canvass_knock, {tables} IN SHARE ROW EXCLUSIVE MODE")


def _source(kept: Kept) -> str:
    rows = f"{counted(vendor(), is_signed=False)} AND knock.campaign_id = %s"
    if not kept.beside:
        return f"({rows}) AS fresh"
    names = ", ".join(("organization_id", "campaign_id", *kept.keys, *kept.counters))
    return f"(SELECT {names} FROM ({rows}) AS there UNION ALL {kept.beside}) AS fresh"  # noqa: S608


def _asks(statement: str, campaign: Campaign) -> list[int]:
    """Give every question mark of a statement the campaign: nothing else is asked by."""
    return [campaign.pk] * statement.count("%s")


def _differences(kept: Kept, campaign: Campaign) -> list[Difference]:
    names = ", ".join(("organization_id", "campaign_id", *kept.keys, *kept.counters))
    has_any = " OR ".join(f"{name} <> 0" for name in kept.counters)
    have = (
        f"SELECT {names} FROM {kept.table} "  # noqa: S608
        f"WHERE campaign_id = %s AND ({has_any})"
    )
    again = summed(kept, _source(kept))
    recounted = f"SELECT {names} FROM ({again}) AS again WHERE {has_any}"  # noqa: S608
    compared = (
        f"SELECT 0 AS side, lost.* FROM ({have} EXCEPT {recounted}) AS lost "  # noqa: S608
        f"UNION ALL SELECT 1 AS side, more.* FROM ({recounted} EXCEPT {have}) AS more"
    )
    with connection.cursor() as cursor:
        cursor.execute(compared, _asks(compared, campaign))
        rows = cursor.fetchall()
    sides: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    end = 3 + len(kept.keys)
    nothing = (0,) * len(kept.counters)
    for row in rows:
        of_key = sides.setdefault(tuple(row[3:end]), [nothing, nothing])
        of_key[row[0]] = tuple(row[end:])
    ordered = sorted(sides.items(), key=lambda one: str(one[0]))
    return [Difference(kept.table, key, kept.counters, *both) for key, both in ordered]


def _write_again(kept: Kept, campaign: Campaign) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        kept.model._default_manager.filter(campaign=campaign).delete()
        written = insertion(kept, _source(kept))
        cursor.execute(written, _asks(written, campaign))
