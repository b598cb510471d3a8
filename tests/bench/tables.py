"""A race as a person reads it."""

from typing import Any

from tests.bench.contenders import BEST, OURS
from turf.cutting.wording import counted, some_of

# Beyond so many groups a line for each is no reading; --json has them all.
MOST_GROUPS = 60
HEADS = (
    *("contender", "doors", "turfs", "m/door", "cv", "min", "max", "worst hop m"),
    *("seconds", "processor s", "peak MB"),
)
GROWTH_HEADS = (
    *("precincts", "contender", "doors", "turfs", "m/door", "seconds", "processor s"),
    *("doors/s", "peak MB", "with town MB"),
)
MEMORY = "peak MB: all processes of a contender at one time, shared pages once, beyond the"


def race_lines(race: dict[str, Any]) -> list[str]:
    """The results, then the metres a door by group, then how ours stands, then who is missing."""
    rows = [HEADS, *(_figures(one) for one in race["results"])]
    held_mb = max(one["held_mb"] for one in race["results"])
    lines = [
        _ground(race),
        _asked(race),
        *_aligned(rows),
        f"{MEMORY} {held_mb:.0f} MB that the race held.",
    ]
    for one in race["everywhere"]:
        lines.append(
            f"The seconds of {one['contender']} are for all {race['doors']} doors in "
            f"{race['groups_everywhere']} {_kind(race)}s; there it has:"
        )
        lines += _aligned([HEADS, _figures(one)])
    return [*lines, "", *_by_group(race), *_standing(race), *_left_out(race)]


def growth_lines(growth: dict[str, Any]) -> list[str]:
    """A line for each share of the precincts and contender."""
    rows: list[tuple[str, ...]] = [GROWTH_HEADS]
    for race in growth["growth"]:
        for one in race["results"]:
            figures = (
                f"{one['doors']} {one['turfs']} {one['metres_per_door']:.2f} {one['seconds']:.1f} "
                f"{one['processor_s']:.1f} {one['doors'] / one['seconds']:.0f} "
                f"{one['peak_mb']:.0f} {one['held_mb'] + one['peak_mb']:.0f}"
            )
            rows.append((str(race["precincts"]), one["contender"], *figures.split()))
    asked = _asked(growth["growth"][0])
    return [asked, *_aligned(rows), f"{MEMORY} town.", *_left_out(growth["growth"][0])]


def _ground(race: dict[str, Any]) -> str:
    line = f"{counted(race['doors'], 'door')} in {counted(race['precincts'], 'precinct')}"
    if race["rules"]["pack"] != "never":
        line += f", packed into {counted(race['groups_everywhere'], 'group')}"
    if len(race["groups"]) < race["groups_everywhere"]:
        line += f"; the race is on {counted(len(race['groups']), _kind(race))}"
    return line


def _asked(race: dict[str, Any]) -> str:
    rules = race["rules"]
    line = f"Turfs of {rules['turf_doors']} doors within {rules['tolerance'] * 100:g} %"
    line += f", seed {rules['seed']}"
    ran = race["compared"]["mean"]
    line += f"; ours with {counted(rules['jobs'], 'job')}" if OURS in ran else ""
    return line + (f"; {BEST} {rules['pyvrp_seconds']:g} s a {_kind(race)}" if BEST in ran else "")


def _kind(race: dict[str, Any]) -> str:
    return "precinct" if race["rules"]["pack"] == "never" else "group"


def _figures(one: dict[str, Any]) -> tuple[str, ...]:
    figures = f"{one['doors']} {one['turfs']} {one['metres_per_door']:.2f} {one['cv']:.3f}"
    figures += f" {one['min']} {one['max']} {one['worst_hop_m']:.0f}"
    figures += f" {one['seconds']:.1f} {one['processor_s']:.1f} {one['peak_mb']:.0f}"
    return (one["contender"], *figures.split())


def _by_group(race: dict[str, Any]) -> list[str]:
    """Metres a door, a line for each group where those are few, and their plain mean."""
    results, compared = race["results"], race["compared"]
    names = [one["contender"] for one in results]
    rows = [(f"m/door by {_kind(race)}", *names)]
    few = len(race["groups"]) <= MOST_GROUPS
    for code in race["groups"] if few else []:
        by_group = (one["by_group"].get(code) for one in results)
        rows.append((code, *("-" if metres is None else f"{metres:.2f}" for metres in by_group)))
    rows.append(("plain mean", *(f"{compared['mean'][name]:.2f}" for name in names)))
    for what in ("mean", "total"):
        if ratio := compared[f"{what}_ratio"]:
            rows.append((f"{what} / {BEST}", *(f"{ratio[name]:.3f}" for name in names)))
    return _aligned(rows)


def _standing(race: dict[str, Any]) -> list[str]:
    """In how many groups ours is not worse than each of the others, and where it is."""
    return [
        f"Ours is not worse than {name} in {found['groups']} of "
        f"{counted(found['of'], _kind(race))}"
        + (f"; worse in {some_of(found['worse_in'])}" if found["worse_in"] else "")
        for name, found in race["compared"]["not_worse"].items()
    ]


def _left_out(race: dict[str, Any]) -> list[str]:
    return [
        f"Left out: {name}, which needs {' and '.join(lacks)}"
        for name, lacks in race["missing"].items()
    ]


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]
