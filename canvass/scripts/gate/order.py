"""Orders of candidates that favour nobody."""

from collections.abc import Sequence
from hashlib import sha256

from canvass.scripts.ballot import Candidate, Race
from canvass.scripts.gate.name_forms import split_name


def drawn_order(candidates: Sequence[Candidate], seed: int) -> tuple[Candidate, ...]:
    """Draw an order by lot: the same for the same people and seed, whoever draws it and when."""
    return tuple(sorted(candidates, key=lambda one: sha256(f"{seed}:{one.name}".encode()).digest()))


def neutral_orders(race: Race) -> dict[str, tuple[str, ...]]:
    """Give the names of all on the ballot in each order that favours nobody, by its name.

    Ballot order, by surname, by whole name and, where a seed is recorded, drawn by lot.
    """
    listed = race.on_ballot
    by_surname = sorted(listed, key=lambda one: (split_name(one.name).surname, one.name))
    by_main = sorted(listed, key=lambda one: (split_name(one.name).surname[-1:], one.name))
    by_name = sorted(listed, key=lambda one: (split_name(one.name).given, by_surname.index(one)))
    orders = {
        "ballot": listed,
        "alphabetical by surname": by_surname,
        "alphabetical by last word": by_main,
        "alphabetical by given name": by_name,
    }
    if race.order_seed is not None:
        orders["drawn by lot"] = drawn_order(listed, race.order_seed)
    return {order: tuple(one.name for one in people) for order, people in orders.items()}
