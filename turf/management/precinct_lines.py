"""What a new precinct file would change, as a person reads it."""

from collections.abc import Iterable

from turf.services.compare_precincts import PrecinctChanges

SHOWN = 20


def change_lines(changes: PrecinctChanges) -> list[str]:
    """Counts first, then codes and the largest moves of doors; long lists are cut short."""
    lines = [
        f"{len(changes.same)} precincts the same, {len(changes.changed)} changed, "
        f"{len(changes.new)} new, {len(changes.gone)} gone; "
        f"{changes.doors_moving} doors would be in another precinct."
    ]
    shares = sorted(changes.changed.items(), key=lambda item: (-item[1], item[0]))
    lines += _listed("Changed", (f"{code} ({_percent(share)})" for code, share in shares))
    lines += _listed("New", changes.new)
    lines += _listed("Gone", changes.gone)
    for move in changes.moves[:SHOWN]:
        lines.append(
            f"{move.doors} doors: {move.come_from or 'in no precinct'} -> "
            f"{move.go_to or 'in no precinct'}"
        )
    if len(changes.moves) > SHOWN:
        lines.append(f"… and {len(changes.moves) - SHOWN} more ways")
    if changes.rejected:
        lines.append(f"{changes.rejected} rows of the file are no usable precincts.")
    return [*lines, "Nothing was stored."]


def _percent(share: float) -> str:
    return f"{share:.1%} of its ground" if share >= 0.001 else "below 0.1% of its ground"


def _listed(title: str, codes: Iterable[str]) -> list[str]:
    every = list(codes)
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return [f"{title}: {', '.join(every[:SHOWN])}{more}"] if every else []
