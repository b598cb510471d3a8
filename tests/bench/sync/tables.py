"""A race as a person reads it."""

from collections.abc import Sequence
from statistics import quantiles

from tests.bench.sync.contenders import EMBEDDED, OURS
from tests.bench.sync.race import Turn

HEADS = (
    *("contender", "knocks/s", "p50 ms", "p95 ms", "p99 ms", "server s", "database s"),
    *("client s", "ms/1000 knocks", "acked", "acked but lost", "never delivered"),
)
PULL_HEADS = (
    *("contender", "pulls", "list p50 ms", "list p99 ms", "processor ms"),
    *("idle p50 ms", "idle p99 ms", "processor ms"),
)


def push_lines(turns: Sequence[Turn]) -> list[str]:
    """A line for each contender, then how ours stands beside the others."""
    lines = _aligned([HEADS, *(_pushed(one) for one in turns)])
    lines.append(
        "Processor seconds are those of the measured part; ms/1000 knocks is the server's and "
        "the database's."
    )
    for one in turns:
        odd = {status: n for status, n in one.statuses.items() if status not in (200, 201)}
        if odd:
            lines.append(f"{one.name}: answers other than 200 and 201: {odd} (0: none came)")
    ours = next((one for one in turns if one.name == OURS), None)
    if ours is None:
        return lines
    return lines + [
        f"Ours takes {ours.a_second / one.a_second:.1f} x the knocks of {one.name}"
        for one in turns
        if one.a_second and one.name not in (OURS, EMBEDDED)
    ]


def pull_lines(turns: Sequence[Turn]) -> list[str]:
    """Pulls of those that serve them."""
    pulled = [one for one in turns if one.list_pulls]
    if not pulled:
        return []
    size = max(one.list_bytes for one in pulled)
    return [
        *_aligned([PULL_HEADS, *(_pulled(one) for one in pulled)]),
        f"A list is a page of one document, 60 doors, {size / 1000:.0f} kB; idle is a pull with "
        "nothing new. Processor ms are the server's and the database's of one pull.",
    ]


def milliseconds(seconds: Sequence[float], *shares: int) -> list[str]:
    """Percentiles, as text."""
    if len(seconds) < 2:
        return ["-"] * len(shares)
    cuts = quantiles(seconds, n=100, method="inclusive")
    return [f"{cuts[share - 1] * 1000:.1f}" for share in shares]


def _pushed(one: Turn) -> tuple[str, ...]:
    spent = one.processor
    thousand_ms = (spent.server + spent.database) / max(1, one.measured) * 1e6
    return (
        one.name,
        f"{one.a_second:.0f}",
        *milliseconds(one.pushes, 50, 95, 99),
        f"{spent.server:.2f}",
        f"{spent.database:.2f}",
        f"{spent.client:.2f}",
        f"{thousand_ms:.0f}",
        str(one.acknowledged),
        str(one.lost),
        f"{one.undelivered} of {one.due}" if one.due else "-",
    )


def _pulled(one: Turn) -> tuple[str, ...]:
    figures = [str(len(one.list_pulls) + len(one.idle_pulls))]
    for pulls, processor_s in (
        (one.list_pulls, one.list_processor_s),
        (one.idle_pulls, one.idle_processor_s),
    ):
        figures += milliseconds(pulls, 50, 99)
        figures.append(f"{processor_s / len(pulls) * 1000:.1f}")
    return (one.name, *figures)


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]
